package io.leakwatch.pipeline.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.255, 192.0.2.255",
    "0.0.0.0, 0.0.0.0",
    "2001:db8::1, 2001:db8:0:0:0:0:0:1",
    "::, 0:0:0:0:0:0:0:0",
    "::ffff:192.0.2.1, 192.0.2.1",
  })
  void addressesAreRead(String text, String address) {
    assertThat(AddressText.parse(text)).map(InetAddress::getHostAddress).contains(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "localhost", "example.org", "dead.beef", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1..2.3",
        "1.2.3.4.", "0x7f.0.0.1", "12345678", "1.2.3.0004", ":::", "1:2", ".:", "fe80::1%eth0",
        "[::1]", "1.2.3.4 ", "::g", "\u0661.2.3.4"
      })
  void whatIsNoAddressIsNotAskedOfTheNetwork(String text) {
    assertThat(AddressText.parse(text)).isEmpty();
  }

  @Test
  void aTextOfAnyLengthIsNoAddress() {
    assertThat(AddressText.parse("1:".repeat(1_000_000))).isEmpty();
  }
}
