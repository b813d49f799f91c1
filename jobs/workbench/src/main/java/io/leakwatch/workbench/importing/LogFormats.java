package io.leakwatch.workbench.importing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The formats that the command line knows by name. */
final class LogFormats {

  private static final Map<String, Function<LogFormat.Given, LogFormat>> NAMED =
      Map.of("combined", CombinedLog::new, "sshd", given -> new SshdLog(given.clock()));

  private LogFormats() {}

  /** Their names, sorted. */
  static List<String> names() {
    return List.copyOf(new TreeMap<>(NAMED).keySet());
  }

  /** How to begin with a format; null for a name that is none's. */
  static Function<LogFormat.Given, LogFormat> named(String name) {
    return NAMED.get(name);
  }
}
