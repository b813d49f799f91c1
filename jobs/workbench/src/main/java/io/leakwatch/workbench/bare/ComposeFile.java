package io.leakwatch.workbench.bare;

import io.leakwatch.local.CommandFault;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What a compose file says of its services. What is not understood is refused, so that nothing that
 * stands there is left out in silence.
 *
 * @param folder where it lies; its paths start there
 * @param services by name, as they stand there
 */
record ComposeFile(Path folder, Map<String, Service> services) {

  /** Of a service; those that say how containers are made mean nothing without containers. */
  private static final Set<String> KNOWN =
      Set.of(
          "image",
          "entrypoint",
          "command",
          "environment",
          "volumes",
          "ports",
          "depends_on",
          "healthcheck",
          "profiles",
          "build",
          "restart",
          "user",
          "stop_grace_period");

  /**
   * One service.
   *
   * @param entrypoint what runs in place of what the image runs; empty for that
   * @param command its arguments
   * @param mounts host's or named volume's path by container's
   * @param ports published ones: the host's by the container's
   * @param after which services come first, and what is waited for
   * @param health the command that ends with 0 once it can be used; empty for none
   * @param profiles in which it runs; empty for all
   */
  record Service(
      String name,
      String image,
      List<String> entrypoint,
      List<String> command,
      Map<String, String> environment,
      Map<String, String> mounts,
      Map<Integer, Integer> ports,
      Map<String, String> after,
      List<String> health,
      Set<String> profiles) {

    boolean isIn(Set<String> chosen) {
      return profiles.isEmpty() || profiles.stream().anyMatch(chosen::contains);
    }
  }

  /**
   * Reads one.
   *
   * @throws CommandFault if it is none, or holds what is not understood
   */
  static ComposeFile read(Path file) throws IOException {
    Object root;
    try (Reader text = Files.newBufferedReader(file)) {
      root = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    } catch (YAMLException fault) {
      throw new CommandFault("%s is no YAML: %s".formatted(file, fault.getMessage()), fault);
    }
    Map<String, Service> services = new LinkedHashMap<>();
    map(map(root).get("services"))
        .forEach((name, service) -> services.put(name, service(name, map(service))));
    Path absolute = file.toAbsolutePath().normalize();
    return new ComposeFile(absolute.getParent(), services);
  }

  private static Service service(String name, Map<String, Object> said) {
    for (String key : said.keySet()) {
      if (!KNOWN.contains(key)) {
        throw new CommandFault("%s: '%s' means nothing without containers".formatted(name, key));
      }
    }
    return new Service(
        name,
        text(said.get("image")),
        words(said.get("entrypoint")),
        words(said.get("command")),
        pairs(said.get("environment"), "="),
        mounts(said.get("volumes")),
        ports(said.get("ports")),
        after(said.get("depends_on")),
        health(name, said.get("healthcheck")),
        new LinkedHashSet<>(words(said.get("profiles"))));
  }

  private static Map<String, String> mounts(Object said) {
    Map<String, String> mounts = new LinkedHashMap<>();
    for (String each : words(said)) {
      String[] parts = each.split(":", -1);
      mounts.put(parts[1], parts[0]);
    }
    return mounts;
  }

  private static Map<Integer, Integer> ports(Object said) {
    Map<Integer, Integer> ports = new LinkedHashMap<>();
    for (String each : words(said)) {
      String[] parts = each.split(":", -1);
      ports.put(Integer.valueOf(parts[parts.length - 1]), Integer.valueOf(parts[parts.length - 2]));
    }
    return ports;
  }

  private static Map<String, String> after(Object said) {
    Map<String, String> after = new LinkedHashMap<>();
    if (said instanceof List<?>) {
      words(said).forEach(service -> after.put(service, "service_started"));
    } else {
      map(said).forEach((service, how) -> after.put(service, text(map(how).get("condition"))));
    }
    return after;
  }

  private static List<String> health(String name, Object said) {
    List<String> test = words(map(said).get("test"));
    if (test.isEmpty()) {
      return test;
    }
    return switch (test.get(0)) {
      case "CMD" -> test.subList(1, test.size());
      case "CMD-SHELL" -> List.of("sh", "-c", test.get(1));
      default -> throw new CommandFault(name + ": its health check is neither CMD nor CMD-SHELL");
    };
  }

  private static Map<String, String> pairs(Object said, String separator) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (said instanceof List<?>) {
      for (String each : words(said)) {
        int at = each.indexOf(separator);
        pairs.put(each.substring(0, at), each.substring(at + 1));
      }
    } else {
      map(said).forEach((key, value) -> pairs.put(key, text(value)));
    }
    return pairs;
  }

  /** A list as it is; a text at its blanks, as a shell does without quotes. */
  private static List<String> words(Object said) {
    List<String> words = new ArrayList<>();
    if (said instanceof List<?> list) {
      list.forEach(each -> words.add(text(each)));
    } else if (said != null) {
      words.addAll(List.of(text(said).split("\\s+")));
    }
    return words;
  }

  /** Compose writes a dollar twice. */
  private static String text(Object said) {
    return said == null ? "" : said.toString().replace("$$", "$");
  }

  private static Map<String, Object> map(Object said) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (said instanceof Map<?, ?> read) {
      read.forEach((key, value) -> map.put(key.toString(), value));
    }
    return map;
  }
}
