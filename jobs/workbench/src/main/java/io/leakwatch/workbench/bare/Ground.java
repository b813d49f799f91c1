package io.leakwatch.workbench.bare;

import com.google.common.io.MoreFiles;
import io.leakwatch.workbench.bare.ComposeFile.Service;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What containers have and processes of one machine do not: a host name and a whole set of ports
 * each, and a file system of their own. Here every port of every service is one of the loopback
 * address, every volume a folder, and whatever a text says of either is put so.
 */
final class Ground {

  static final String LOOPBACK = "127.0.0.1";

  private final ComposeFile compose;
  private final Path folder;
  private final boolean hasFreePortsOnly;
  private final Path portsFile;

  /** Kept: a job that goes on looks for its brokers where they were. */
  private final Properties ports = new Properties();

  /**
   * @param folder takes all data
   * @param hasFreePortsOnly whether published ports are any free ones, too
   */
  Ground(ComposeFile compose, Path folder, boolean hasFreePortsOnly) throws IOException {
    this.compose = compose;
    this.folder = folder;
    this.hasFreePortsOnly = hasFreePortsOnly;
    this.portsFile = Files.createDirectories(folder).resolve("ports.properties");
    if (Files.exists(portsFile)) {
      try (Reader text = Files.newBufferedReader(portsFile)) {
        ports.load(text);
      }
    }
  }

  /** A service's own folder. */
  Path folder(Service service) {
    return folder.resolve(service.name());
  }

  boolean hasService(String name) {
    return compose.services().containsKey(name);
  }

  /** The port here that stands for one of a service's: what it publishes, or a free one. */
  int port(String service, int port) {
    String key = service + "." + port;
    if (!ports.containsKey(key)) {
      ports.setProperty(key, Integer.toString(newPort(service, port)));
      try (Writer text = Files.newBufferedWriter(portsFile)) {
        ports.store(text, "the port here of each service's port");
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }
    return Integer.parseInt(ports.getProperty(key));
  }

  private int newPort(String service, int port) {
    Integer published = compose.services().get(service).ports().get(port);
    if (published != null && !hasFreePortsOnly) {
      return published;
    }
    try (ServerSocket free =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return free.getLocalPort();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Where a service's volume or mounted file lies. */
  private Path mounted(Service service, String target, String source) {
    return source.startsWith(".")
        ? folder(service).resolve(target.substring(1))
        : folder.resolve("volumes").resolve(source);
  }

  /** Makes a service's folders, and copies of what is mounted, put for here. */
  void prepare(Service service) throws IOException {
    Files.createDirectories(folder(service));
    for (Map.Entry<String, String> mount : service.mounts().entrySet()) {
      Path here = mounted(service, mount.getKey(), mount.getValue());
      if (mount.getValue().startsWith(".")) {
        copy(service, compose.folder().resolve(mount.getValue()).normalize(), here);
      } else {
        Files.createDirectories(here);
      }
    }
  }

  private void copy(Service service, Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        MoreFiles.createParentDirectories(target);
        Files.writeString(target, put(service, Files.readString(file)));
      }
    }
  }

  List<String> put(Service service, List<String> texts) {
    return texts.stream().map(text -> put(service, text)).toList();
  }

  /** A text of a service's, with the ports and folders that hold here. */
  String put(Service service, String text) {
    String put =
        replaced(
            text,
            "(?<![\\w.-])(" + names() + "):(\\d+)",
            found -> LOOPBACK + ":" + port(found.group(1), Integer.parseInt(found.group(2))));
    put =
        replaced(
            put,
            "localhost([:/])(\\d+)",
            found ->
                LOOPBACK + found.group(1) + port(service.name(), Integer.parseInt(found.group(2))));
    // Addresses to listen on, as Kafka writes them.
    put =
        replaced(
            put,
            "://:(\\d+)",
            found ->
                "://" + LOOPBACK + ":" + port(service.name(), Integer.parseInt(found.group(1))));
    put = replaced(put, "(?m)(?<=address: )(" + names() + ")$", found -> LOOPBACK);
    for (Map.Entry<String, String> mount : service.mounts().entrySet()) {
      put =
          replaced(
              put,
              "(?<![\\w.-])(?<!\\w/)" + Pattern.quote(mount.getKey()) + "(?![\\w.-])",
              found -> mounted(service, mount.getKey(), mount.getValue()).toString());
    }
    return put;
  }

  private String names() {
    return compose.services().keySet().stream()
        .map(Pattern::quote)
        .collect(Collectors.joining("|"));
  }

  private static String replaced(
      String text, String pattern, Function<MatchResult, String> replacement) {
    return Pattern.compile(pattern)
        .matcher(text)
        .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(replacement.apply(found)));
  }

  /** Environment variables of a service, put for here. */
  Map<String, String> environment(Service service) {
    Map<String, String> put = new LinkedHashMap<>();
    service.environment().forEach((name, value) -> put.put(name, put(service, value)));
    return put;
  }

  /** Writes a small program into a folder, in place of one that an image has. */
  static void writeProgram(Path file, String text) throws IOException {
    MoreFiles.createParentDirectories(file);
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }
}
