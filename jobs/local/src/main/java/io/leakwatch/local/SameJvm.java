package io.leakwatch.local;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to start another JVM like this one. */
public final class SameJvm {

  private SameJvm() {}

  /**
   * The command up to the options of whoever starts it: the same Java, with the same reach into the
   * JDK, which Flink needs.
   *
   * @param least the heap's size at the start, as the JVM's option says it
   * @param most the heap's limit, likewise
   */
  public static List<String> command(String least, String most) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms" + least, "-Xmx" + most, "-XX:+UseParallelGC"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    return command;
  }

  /** This JVM's class path, as the option says it. */
  public static String classPath() {
    return System.getProperty("java.class.path");
  }
}
