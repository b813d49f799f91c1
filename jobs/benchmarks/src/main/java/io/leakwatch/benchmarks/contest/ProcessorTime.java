package io.leakwatch.benchmarks.contest;

import java.lang.management.ManagementFactory;

/** What this JVM has spent since it started, in seconds of one processor. */
public final class ProcessorTime {

  private ProcessorTime() {}

  /** On everything. */
  public static double used() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }

  /** On compiling. */
  static double compiling() {
    return ManagementFactory.getCompilationMXBean().getTotalCompilationTime() / 1e3;
  }
}
