package io.leakwatch.pipeline;

import java.util.ArrayList;
import java.util.List;

/** A configuration that is refused before anything starts, with all its faults. */
public final class ConfigurationFault extends RuntimeException {

  private final ArrayList<String> faults;

  public ConfigurationFault(List<String> faults) {
    // Without a stack: where it was found says nothing to whoever mends it, and hides the list.
    super("the configuration has faults:\n  " + String.join("\n  ", faults), null, false, false);
    this.faults = new ArrayList<>(faults);
  }

  /** Each of them. */
  public List<String> faults() {
    return List.copyOf(faults);
  }
}
