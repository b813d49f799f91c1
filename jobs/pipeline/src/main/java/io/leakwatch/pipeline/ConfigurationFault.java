package io.leakwatch.pipeline;

import java.util.List;

/** A configuration that is refused before anything starts, with all its faults. */
public final class ConfigurationFault extends RuntimeException {

  public ConfigurationFault(List<String> faults) {
    // Without a stack: where it was found says nothing to whoever mends it, and hides the list.
    super("the configuration has faults:\n  " + String.join("\n  ", faults), null, false, false);
  }
}
