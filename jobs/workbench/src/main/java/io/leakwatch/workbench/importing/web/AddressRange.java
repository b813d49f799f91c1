package io.leakwatch.workbench.importing.web;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;

/**
 * The addresses that begin with the same bits as one.
 *
 * @param bits how many
 */
public record AddressRange(InetAddress first, int bits) {

  /**
   * Reads one.
   *
   * @param text an address, or a range such as {@code 192.0.2.0/24}; no name is looked up
   * @throws IllegalArgumentException if it is neither
   */
  public static AddressRange of(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    try {
      InetAddress first = InetAddresses.forString(address);
      int longest = first.getAddress().length * 8;
      int bits = slash < 0 ? longest : Integer.parseInt(text.substring(slash + 1));
      if (bits >= 0 && bits <= longest) {
        return new AddressRange(first, bits);
      }
    } catch (IllegalArgumentException noRange) {
      // Said below.
    }
    throw new IllegalArgumentException(text + " is no address and no range such as 192.0.2.0/24");
  }

  /** Whether it is one of them; an IPv4 address is none of a range of IPv6. */
  public boolean holds(InetAddress other) {
    byte[] from = first.getAddress();
    byte[] address = other.getAddress();
    if (address.length != from.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((address[bit / 8] & mask) != (from[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
