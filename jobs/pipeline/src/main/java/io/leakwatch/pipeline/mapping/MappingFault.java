package io.leakwatch.pipeline.mapping;

import java.util.List;

/** A mapping file is refused, with all its faults. */
public final class MappingFault extends Exception {

  private final transient List<String> faults;

  MappingFault(List<String> faults) {
    super(String.join("\n", faults), null, false, false);
    this.faults = List.copyOf(faults);
  }

  /** Each says where it is, what was found, and what was expected; at least one. */
  public List<String> faults() {
    return faults;
  }
}
