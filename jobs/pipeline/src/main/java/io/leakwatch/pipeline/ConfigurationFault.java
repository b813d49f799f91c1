package io.leakwatch.pipeline;

import java.util.List;

/** A configuration that is refused before anything starts, with all its faults. */
public final class ConfigurationFault extends RuntimeException {

  public ConfigurationFault(List<String> faults) {
    super("the configuration has faults:\n  " + String.join("\n  ", faults));
  }
}
