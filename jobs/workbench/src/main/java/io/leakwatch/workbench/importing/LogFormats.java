package io.leakwatch.workbench.importing;

import io.leakwatch.workbench.importing.lines.LogFormat;
import io.leakwatch.workbench.importing.sshd.SshdLog;
import io.leakwatch.workbench.importing.web.CombinedLog;
import io.leakwatch.workbench.importing.web.Proxies;
import io.leakwatch.workbench.importing.web.WebPaths;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The formats that the command line knows by name. */
final class LogFormats {

  private static final Map<String, Function<Given, LogFormat>> NAMED =
      Map.of(
          "combined",
          given -> new CombinedLog(given.clock(), given.paths(), given.proxies()),
          "sshd",
          given -> new SshdLog(given.clock()));

  /**
   * What the command line says about the logs.
   *
   * @param paths what a web server's paths mean
   * @param proxies whose addresses are no caller's
   */
  record Given(LogFormat.Clock clock, WebPaths paths, Proxies proxies) {}

  private LogFormats() {}

  /** Their names, sorted. */
  static List<String> names() {
    return List.copyOf(new TreeMap<>(NAMED).keySet());
  }

  /** How to begin with a format; null for a name that is none's. */
  static Function<Given, LogFormat> named(String name) {
    return NAMED.get(name);
  }
}
