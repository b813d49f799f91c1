package io.leakwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

  private static String faultOf(String failure) {
    StandardOutput output =
        new StandardOutput(
            new OutputStream() {
              @Override
              public void write(int value) throws IOException {
                throw new IOException(failure);
              }
            });
    new PrintStream(output, true, StandardCharsets.UTF_8).println("a result");
    return output.fault();
  }

  @Test
  void aFullDiskIsRemembered() {
    assertThat(faultOf("No space left on device")).isEqualTo("No space left on device");
  }

  @Test
  void aReaderWhoHasSeenEnoughIsNoFault() {
    assertThat(faultOf("Broken pipe")).isNull();
  }
}
