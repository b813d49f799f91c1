package io.leakwatch.pipeline.pseudonyms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressCipherTest {

  /** The key of the sample trace that came with Crypto-PAn 1.0. */
  private static final byte[] SAMPLE_KEY = {
    21,
    34,
    23,
    (byte) 141,
    51,
    (byte) 164,
    (byte) 207,
    (byte) 128,
    19,
    10,
    91,
    22,
    73,
    (byte) 144,
    125,
    16,
    (byte) 216,
    (byte) 152,
    (byte) 143,
    (byte) 131,
    121,
    121,
    101,
    39,
    98,
    87,
    76,
    45,
    42,
    (byte) 132,
    34,
    2
  };

  private final AddressCipher cipher = new AddressCipher(SAMPLE_KEY);

  @ParameterizedTest
  @CsvSource({
    "128.11.68.132, 135.242.180.132",
    "129.118.74.4, 134.136.186.123",
    "130.132.252.244, 133.68.164.234",
    "141.223.7.43, 141.167.8.160",
    "141.233.145.108, 141.129.237.235",
    "152.163.225.39, 151.140.114.167",
  })
  void itIsThePublishedScheme(String address, String other) throws Exception {
    byte[] bytes = InetAddresses.forString(address).getAddress();

    byte[] concealed = cipher.conceal(bytes, 0, 32);

    assertThat(InetAddress.getByAddress(concealed).getHostAddress()).isEqualTo(other);
    assertThat(cipher.reveal(concealed, 0, 32)).isEqualTo(bytes);
  }

  @Property(tries = 200)
  void whatSharesAPrefixStillDoesAndNoMore(
      @ForAll @Size(16) byte[] one, @ForAll @IntRange(min = 3, max = 63) int shared) {
    byte[] other = one.clone();
    other[shared / 8] ^= (byte) (0x80 >>> (shared % 8));

    byte[] first = cipher.conceal(one, 3, 64);
    byte[] second = cipher.conceal(other, 3, 64);

    assertThat(commonBits(first, second)).isEqualTo(shared);
    assertThat(cipher.reveal(first, 3, 64)).isEqualTo(one);
  }

  private static int commonBits(byte[] one, byte[] other) {
    for (int bit = 0; bit < 128; bit++) {
      if (((one[bit / 8] ^ other[bit / 8]) & (0x80 >>> (bit % 8))) != 0) {
        return bit;
      }
    }
    return 128;
  }
}
