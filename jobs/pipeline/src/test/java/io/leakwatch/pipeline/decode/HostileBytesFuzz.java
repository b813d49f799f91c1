package io.leakwatch.pipeline.decode;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Looks for bytes that break the readers, on demand: see CONTRIBUTING.md. Not among the ordinary
 * tests, because Jazzer slows down all that follows in its JVM.
 */
class HostileBytesFuzz {

  private final HostileBytes hostile = new HostileBytes();

  @FuzzTest(maxDuration = "5m")
  void avro(byte[] data) {
    hostile.avro(data);
  }

  @FuzzTest(maxDuration = "5m")
  void json(byte[] line) {
    hostile.json(line);
  }
}
