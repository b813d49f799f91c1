package io.leakwatch.traffic.world;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** IPv6 text in the canonical form of RFC 5952. */
public final class Ipv6 {

  private Ipv6() {}

  /** An address from its upper and lower 64 bits. */
  static String address(long upper, long lower) {
    int runStart = -1;
    int runLength = 1; // a single zero group is not shortened
    for (int group = 0; group < 8; group++) {
      int length = zerosFrom(upper, lower, group);
      if (length > runLength) {
        runStart = group;
        runLength = length;
      }
    }
    StringBuilder text = new StringBuilder(39);
    for (int group = 0; group < 8; group++) {
      if (group == runStart) {
        text.append("::");
        group += runLength - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(group(upper, lower, group)));
      }
    }
    return text.toString();
  }

  /** The /64 network of an address, such as {@code 2001:db8:1:2::/64}. */
  public static String network(long upper) {
    return address(upper, 0) + "/64";
  }

  /**
   * The /64 network of an address in text; what is no IPv6 address, or is a network already, stays
   * as it is.
   *
   * @param ip in the form of {@link #address}
   */
  public static String networkOf(String ip) {
    if (ip.indexOf(':') < 0 || ip.indexOf('/') >= 0) {
      return ip;
    }
    try {
      byte[] bytes = InetAddress.getByName(ip).getAddress(); // text only: no name is looked up
      return network(ByteBuffer.wrap(bytes).getLong());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(ip + " is no IPv6 address", e);
    }
  }

  private static int zerosFrom(long upper, long lower, int first) {
    int length = 0;
    while (first + length < 8 && group(upper, lower, first + length) == 0) {
      length++;
    }
    return length;
  }

  private static int group(long upper, long lower, int group) {
    long half = group < 4 ? upper : lower;
    return (int) (half >>> (48 - 16 * (group & 3))) & 0xFFFF;
  }
}
