package io.leakwatch.pipeline.decisions;

import com.google.common.base.CharMatcher;
import com.google.common.net.InetAddresses;
import io.leakwatch.detection.activity.NetworkAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The addresses that begin with the same bits, such as {@code 192.0.2.0/24} or {@code
 * 2001:db8::/32}. An IPv4 address stands for itself alone. {@code ::ffff:192.0.2.0/120} is the IPv4
 * network inside.
 */
public final class Network {

  /** An IPv6 address has 39 characters, one with IPv4 in it 45. */
  private static final int LONGEST_TEXT = 49;

  private static final int MAPPED_BITS = 96;

  /** Alerts name IPv6 addresses by networks of so many bits, no closer. */
  private static final int NARROWEST_IPV6 = 64;

  /** From so many bits on, addresses that stand for IPv4 ones are told from all others. */
  private static final int TRANSITION_BITS = 32;

  private static final CharMatcher CHARACTERS =
      CharMatcher.anyOf("0123456789abcdefABCDEF:.").precomputed();

  private final byte[] bytes;
  private final int bits;

  private Network(byte[] bytes, int bits) {
    this.bytes = bytes;
    this.bits = bits;
  }

  /**
   * Reads a network.
   *
   * @throws IllegalArgumentException if the text is none that an alert can come from; the message
   *     says why
   */
  public static Network of(String text) {
    Network network = parsed(text);
    if (network == null) {
      throw fault(text, "is no network; write one as 192.0.2.0/24 or 2001:db8::/32");
    }
    if (network.bits == 0) {
      throw fault(text, "is every address; leave the network out, or give a narrower one");
    }
    Network masked = network.masked();
    if (!masked.equals(network)) {
      throw fault(text, "has bits behind its prefix; is " + masked + " meant?");
    }
    if (network.bytes.length > 4 && network.bits > NARROWEST_IPV6) {
      throw fault(text, "is narrower than /64, by which alerts name IPv6 addresses; give a /64");
    }
    if (network.bytes.length > 4
        && network.bits >= TRANSITION_BITS
        && NetworkAddress.parse(address(network.bytes)) instanceof Inet4Address) {
      throw fault(text, "stands for IPv4 addresses, by which alerts name it; give those");
    }
    return network;
  }

  private static IllegalArgumentException fault(String text, String why) {
    String shown = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
    return new IllegalArgumentException("network '%s' %s".formatted(shown, why));
  }

  /** Null if it is none at all. */
  private static Network parsed(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    String prefix = slash < 0 ? "" : text.substring(slash + 1);
    if (text.length() > LONGEST_TEXT
        || !CHARACTERS.matchesAllOf(address)
        || !InetAddresses.isInetAddress(address)
        || (slash >= 0 && !prefix.matches("[0-9]{1,3}"))) {
      return null;
    }
    // IPv4 that is mapped into IPv6 is IPv4 here already.
    byte[] bytes = InetAddresses.forString(address).getAddress();
    int all = bytes.length * Byte.SIZE;
    boolean isMapped = bytes.length == 4 && address.indexOf(':') >= 0;
    int given = slash < 0 ? all : Integer.parseInt(prefix) - (isMapped ? MAPPED_BITS : 0);
    return given < 0 || given > all ? null : new Network(bytes, given);
  }

  private Network masked() {
    byte[] masked = bytes.clone();
    for (int bit = bits; bit < masked.length * Byte.SIZE; bit++) {
      masked[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
    }
    return new Network(masked, bits);
  }

  /**
   * Whether all of an address lies in it.
   *
   * @param address as alerts name their sources: IPv4, or an IPv6 network such as {@code
   *     2001:db8:1:2::/64}; what is neither lies in none
   */
  public boolean holds(String address) {
    Network other = parsed(address);
    return other != null
        && other.bytes.length == bytes.length
        && other.bits >= bits
        && new Network(other.bytes, bits).masked().equals(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network that && bits == that.bits && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes) * 31 + bits;
  }

  @Override
  public String toString() {
    return address(bytes) + "/" + bits;
  }

  private static String address(byte[] bytes) {
    try {
      return InetAddresses.toAddrString(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException impossible) {
      throw new IllegalArgumentException("an address of " + bytes.length + " bytes", impossible);
    }
  }
}
