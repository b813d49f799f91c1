package io.leakwatch.workbench.process;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Runs another program, and ends it with whoever started it: standard input is a pipe from there,
 * and the system closes it when that process ends, also with {@code kill -9}.
 */
public final class Tethered {

  /** As of a process that was killed. */
  private static final int KILLED = 137;

  private Tethered() {}

  /** Arguments are the program's class, and what it is given. */
  public static void main(String[] args) throws Throwable {
    Thread tether = new Thread(Tethered::endWithParent, "tether");
    tether.setDaemon(true);
    tether.start();
    Method main = Class.forName(args[0]).getDeclaredMethod("main", String[].class);
    // The JVM does not mind a class that is not public, either.
    main.setAccessible(true);
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException fault) {
      throw fault.getCause();
    }
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // nobody writes
      }
    } catch (IOException gone) {
      // likewise
    }
    Runtime.getRuntime().halt(KILLED);
  }

  /** What brings this class to a class path; nothing for this JVM's own. */
  static String pathToAdd(String classPath) {
    try {
      String own =
          Path.of(Tethered.class.getProtectionDomain().getCodeSource().getLocation().toURI())
              .toString();
      return List.of(classPath.split(File.pathSeparator)).contains(own)
          ? ""
          : File.pathSeparator + own;
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
