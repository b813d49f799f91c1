package io.leakwatch.detection.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkAddressTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7",
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
    "2001:0DB8:0001:0002::1, 2001:db8:1:2::/64",
    "2001:db8::1, 2001:db8::/64",
    "2001:db8:0:1::, 2001:db8:0:1::/64",
    "0:0:0:1:2:3:4:5, 0:0:0:1::/64",
    "::, ::/64",
    "::1, ::/64",
    "1:2:3:4:5:6:7::, 1:2:3:4::/64",
    "::2:3:4:5:6:7:8, 0:2:3:4::/64",
    "64:ff9b::203.0.113.7, 203.0.113.7",
    "64:ff9b:1::203.0.113.7, 64:ff9b:1::/64",
    "2002:cb00:7107::1, 203.0.113.7",
    "2001:0:53aa:64c:0:fffe:34ff:8ef8, 203.0.113.7",
    "2001::8000:63bf:34ff:8ef8, 203.0.113.7",
    "2001:1::34ff:8ef8, 2001:1::/64",
    "01.2.3.4, 1.2.3.4",
    "010.001.000.009, 10.1.0.9",
    "1.2.3.00, 1.2.3.0",
    "'  1.2.3.4\t', 1.2.3.4",
    "1.2.3.4:80, 1.2.3.4",
    "[::1], ::/64",
    "[2001:db8::1]:443, 2001:db8::/64",
    "[::ffff:203.0.113.7]:443, 203.0.113.7",
    "::ffff:203.0.113.7, 203.0.113.7",
    "::FFFF:cb00:7107, 203.0.113.7",
    "0:0:0:0:0:ffff:203.0.113.7, 203.0.113.7"
  })
  void addressesBecomeEntities(String text, String entity) {
    assertThat(NetworkAddress.entityId(text)).isEqualTo(entity);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1..2.3",
        ".1.2.3",
        "1.2.3.",
        "-1.2.3.4",
        "١.2.3.4",
        "localhost",
        "unknown",
        "1.2.3.4:",
        "1.2.3.4:123456",
        "1.2.3.4:http",
        "[::1",
        "::1]",
        "[::1]443",
        "[example.org]:443",
        "0x7f.0.0.1",
        "12345678",
        "dead.beef",
        ":",
        ":::",
        "1:",
        ":1",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "12345::",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "g::",
        "fe80::1%eth0",
        "::1/64",
        "::1.2.3",
        "::01.2.3.4",
        "1.2.3.4::",
        "1.2.3.4::5",
        "::1.2.3.4:5",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::ffff:203.0.113.7%1",
        "٢::1"
      })
  void whatIsNoAddressIsNoEntity(String text) {
    assertThat(NetworkAddress.entityId(text)).isNull();
  }

  @Test
  void aTextOfAnyLengthIsNoAddress() {
    assertThat(NetworkAddress.entityId("1:".repeat(1_000_000))).isNull();
  }

  @Provide
  Arbitrary<String> likeAddresses() {
    return Arbitraries.strings().withChars("0123456789abcdefF:.%/ []").ofMaxLength(50);
  }

  @Property
  void anyTextIsAnsweredAndNoneThrows(@ForAll String text) {
    assertThatCode(() -> NetworkAddress.entityId(text)).doesNotThrowAnyException();
  }

  @Property
  void anyAddressLikeTextIsAnsweredBriefly(@ForAll("likeAddresses") String text) {
    String entity = NetworkAddress.entityId(text);

    if (entity != null) {
      assertThat(entity).hasSizeLessThanOrEqualTo("ffff:ffff:ffff:ffff::/64".length());
    }
  }

  @Test
  void aSiteIsTheFirst48Bits() {
    assertThat(NetworkAddress.site("2001:db8:1:2::/64")).isEqualTo("2001:db8:1::/48");
    assertThat(NetworkAddress.site("2001:db8:0:2::/64")).isEqualTo("2001:db8::/48");
    assertThat(NetworkAddress.site("2a00:1:ffff::/64")).isEqualTo("2a00:1:ffff::/48");
  }

  @Test
  void anIpv4AddressHasNoSite() {
    assertThat(NetworkAddress.site("203.0.113.7")).isNull();
    assertThat(NetworkAddress.site(null)).isNull();
  }
}
