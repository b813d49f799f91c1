package io.leakwatch.workbench.importing;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Looks for lines that break the importers, on demand: see CONTRIBUTING.md. Not among the ordinary
 * tests, because Jazzer slows down all that follows in its JVM.
 */
class HostileLogFuzz {

  private final HostileLog hostile = new HostileLog();

  @FuzzTest(maxDuration = "5m")
  void lines(byte[] bytes) {
    hostile.lines(bytes);
  }
}
