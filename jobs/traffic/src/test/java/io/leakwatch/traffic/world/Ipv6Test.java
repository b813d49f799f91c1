package io.leakwatch.traffic.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ipv6Test {

  @ParameterizedTest
  @CsvSource({
    "20010db800010002, 2001:db8:1:2::/64",
    "20010db800010000, 2001:db8:1::/64",
    "20010db800000002, 2001:db8:0:2::/64",
    "20010db8abcd0f00, 2001:db8:abcd:f00::/64",
    "0000000000000000, ::/64"
  })
  void aNetworkIsWrittenInItsShortestForm(String upper, String network) {
    assertThat(Ipv6.network(Long.parseUnsignedLong(upper, 16))).isEqualTo(network);
  }

  @ParameterizedTest
  @CsvSource({
    "20010db800000000, 0000000000000001, 2001:db8::1",
    "20010db800000001, 0001000100010001, 2001:db8:0:1:1:1:1:1",
    "2001000000000001, 0000000000000001, 2001:0:0:1::1",
    "20010db800000000, 0001000000000001, 2001:db8::1:0:0:1",
    "0000000000000000, 0000000000000000, ::",
    "00010db800000000, 0000000000000000, 1:db8::"
  })
  void onlyTheFirstLongestRunOfZerosIsLeftOut(String upper, String lower, String address) {
    long upperBits = Long.parseUnsignedLong(upper, 16);
    long lowerBits = Long.parseUnsignedLong(lower, 16);

    assertThat(Ipv6.address(upperBits, lowerBits)).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
    "2001:db8::1, 2001:db8::/64",
    "2001:db8:1:2::/64, 2001:db8:1:2::/64",
    "203.0.113.7, 203.0.113.7"
  })
  void anAddressStandsForItsNetworkIfItIsIpv6(String address, String subject) {
    assertThat(Ipv6.networkOf(address)).isEqualTo(subject);
  }
}
