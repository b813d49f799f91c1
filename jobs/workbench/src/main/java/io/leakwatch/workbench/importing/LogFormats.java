package io.leakwatch.workbench.importing;

import io.leakwatch.local.Reason;
import io.leakwatch.pipeline.mapping.Mapping;
import io.leakwatch.pipeline.mapping.MappingFault;
import io.leakwatch.workbench.importing.lines.LogFormat;
import io.leakwatch.workbench.importing.mapped.MappedLog;
import io.leakwatch.workbench.importing.sshd.SshdLog;
import io.leakwatch.workbench.importing.web.CombinedLog;
import io.leakwatch.workbench.importing.web.Proxies;
import io.leakwatch.workbench.importing.web.WebPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The formats that the command line knows by name. */
final class LogFormats {

  private static final Map<String, Function<Given, LogFormat>> NAMED =
      Map.of(
          "combined",
          given -> new CombinedLog(given.clock(), given.paths(), given.proxies()),
          "csv",
          given -> MappedLog.csv(given.mapping()),
          "json",
          given -> MappedLog.json(given.mapping()),
          "sshd",
          given -> new SshdLog(given.clock()));

  /**
   * What the command line says about the logs.
   *
   * @param paths what a web server's paths mean
   * @param proxies whose addresses are no caller's
   * @param mapping what records of another program say; null if the format needs none
   */
  record Given(LogFormat.Clock clock, WebPaths paths, Proxies proxies, Mapping mapping) {}

  /** Formats of records that say nothing without a mapping. */
  private static final Set<String> MAPPED = Set.of("csv", "json");

  private LogFormats() {}

  /** Their names, sorted. */
  static List<String> names() {
    return List.copyOf(new TreeMap<>(NAMED).keySet());
  }

  /** How to begin with a format; null for a name that is none's. */
  static Function<Given, LogFormat> named(String name) {
    return NAMED.get(name);
  }

  /**
   * The mapping that a format needs.
   *
   * @param file null for none
   * @return null if it needs none
   * @throws IllegalArgumentException if it is missing, cannot be read, has faults, or is not needed
   */
  static Mapping mapping(String format, Path file) {
    if (file == null && MAPPED.contains(format)) {
      throw new IllegalArgumentException(
          "--format %s needs --mapping FILE; docs/formats.md shows one".formatted(format));
    }
    if (file != null && !MAPPED.contains(format)) {
      throw new IllegalArgumentException(
          "--mapping has no effect on --format %s; leave it out".formatted(format));
    }
    try {
      return file == null ? null : Mapping.of(Files.readString(file));
    } catch (MappingFault fault) {
      throw new IllegalArgumentException(
          "%s has faults:\n  %s".formatted(file, String.join("\n  ", fault.faults())), fault);
    } catch (IOException fault) {
      throw new IllegalArgumentException(
          "cannot read %s: %s".formatted(file, Reason.of(fault)), fault);
    }
  }
}
