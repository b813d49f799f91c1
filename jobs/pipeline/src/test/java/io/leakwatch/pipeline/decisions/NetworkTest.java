package io.leakwatch.pipeline.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.InetAddresses;
import java.math.BigInteger;
import java.net.InetAddress;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @Property
  void holdsAnIpv4AddressThatBeginsWithTheSameBits(
      @ForAll int one, @ForAll int other, @ForAll @IntRange(min = 1, max = 32) int bits)
      throws Exception {
    int mask = -1 << (32 - bits);
    Network network = Network.of(text(one & mask) + "/" + bits);

    assertThat(network.holds(text(other))).isEqualTo((one & mask) == (other & mask));
    assertThat(network.holds(text((one & mask) | (other & ~mask)))).isTrue();
    assertThat(Network.of("::ffff:" + network.toString().replaceFirst("/.*", "/") + (96 + bits)))
        .isEqualTo(network);
  }

  private static String text(int address) {
    return InetAddresses.fromInteger(address).getHostAddress();
  }

  @Property
  void holdsAnIpv6NetworkThatBeginsWithTheSameBits(
      @ForAll @Size(8) byte[] one,
      @ForAll @Size(8) byte[] other,
      @ForAll @IntRange(min = 1, max = 64) int bits)
      throws Exception {
    one[0] = 0x26; // none that stands for IPv4
    other[0] = 0x26;
    BigInteger mask = BigInteger.ONE.shiftLeft(64 - bits).subtract(BigInteger.ONE).not();
    BigInteger prefix = new BigInteger(1, one).and(mask);
    Network network = Network.of(text(prefix) + "/" + bits);
    BigInteger within = prefix.or(new BigInteger(1, other).andNot(mask));

    assertThat(network.holds(text(new BigInteger(1, other)) + "/64"))
        .isEqualTo(new BigInteger(1, other).and(mask).equals(prefix));
    assertThat(network.holds(text(within) + "/64")).isTrue();
  }

  private static String text(BigInteger upperHalf) throws Exception {
    byte[] all = new byte[16];
    byte[] half = upperHalf.toByteArray();
    int length = Math.min(8, half.length);
    System.arraycopy(half, half.length - length, all, 8 - length, length);
    return InetAddresses.toAddrString(InetAddress.getByAddress(all));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.6, false",
    "::ffff:192.0.2.0/120, 192.0.2.9, true",
    "::ffff:c000:200/120, 192.0.2.9, true",
    "2001:db8::/32, 2001:db8:1:2::/64, true",
    "2001:db8:1:2::/64, 2001:db8:1:2::/64, true",
    "2001:db8:1:2::/64, 2001:db8:1::/48, false",
    "2001:db8:1:2::/64, 2001:db8:1:3::/64, false",
    "2001:db8:1::/64, 2001:db8:1::/48, false",
    "2000::/3, 192.0.2.1, false",
    "128.0.0.0/1, 2001:db8::/64, false",
    "128.0.0.0/1, nobody, false",
    "128.0.0.0/1, '', false",
  })
  void holdsAnAddressOnlyIfAllOfItLiesWithin(String network, String address, boolean holds) {
    assertThat(Network.of(network).holds(address)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.7/24 | network '192.0.2.7/24' has bits behind its prefix; is 192.0.2.0/24 meant?",
        "0.0.0.0/0 | network '0.0.0.0/0' is every address; leave the network out, or give a narrower one",
        "2001:db8::5 | network '2001:db8::5' is narrower than /64, by which alerts name IPv6 addresses; give a /64",
        "64:ff9b::c000:200/120 | network '64:ff9b::c000:200/120' is narrower than /64, by which alerts name IPv6 addresses; give a /64",
        "2002:c000:200::/48 | network '2002:c000:200::/48' stands for IPv4 addresses, by which alerts name it; give those",
      })
  void whatNoAlertCanComeFromIsRefusedWithTheReason(String network, String words) {
    assertThatThrownBy(() -> Network.of(network)).hasMessage(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/24",
        "192.0.2/24",
        "192.0.2.0/33",
        "192.0.2.0/",
        "192.0.2.0/-1",
        "192.0.2.0/+8",
        "192.0.2.0/24/8",
        "example.org",
        "2001:db8::/129",
        "::ffff:192.0.2.0/24",
        "fe80::1%eth0/64",
        "192.0.2.0/٢٤",
        "10.0.0.0/0000000000000000000000000000000000000000008"
      })
  void whatIsNoNetworkIsRefused(String text) {
    assertThatThrownBy(() -> Network.of(text)).hasMessageContaining("is no network; write one as");
  }
}
