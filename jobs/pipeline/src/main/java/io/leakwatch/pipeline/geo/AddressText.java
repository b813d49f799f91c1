package io.leakwatch.pipeline.geo;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Addresses as text. Java's own parser takes whatever is no address for a host name and asks the
 * network for it; the text here is an attacker's.
 */
final class AddressText {

  private static final int LONGEST = 45;

  private AddressText() {}

  /** Empty where the text is neither IPv4 (four decimal numbers) nor IPv6, without a zone. */
  static Optional<InetAddress> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      if (isIpv6Alone(text)) {
        return Optional.of(InetAddress.getByName(text));
      }
      byte[] bytes = ipv4(text);
      return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException noAddress) {
      return Optional.empty();
    }
  }

  /** Text that Java reads as IPv6 or refuses: with a colon in it, it never asks for a name. */
  private static boolean isIpv6Alone(String text) {
    return text.indexOf(':') >= 0
        && text.charAt(0) != '.'
        && text.chars().allMatch(c -> "0123456789abcdefABCDEF:.".indexOf(c) >= 0);
  }

  /** Null where it is not four numbers from 0 to 255. */
  private static byte[] ipv4(String text) {
    byte[] bytes = new byte[4];
    int part = 0;
    int digits = 0;
    int number = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? '.' : text.charAt(i);
      if (c == '.') {
        if (digits == 0 || part == 4) {
          return null;
        }
        bytes[part++] = (byte) number;
        digits = 0;
        number = 0;
      } else {
        number = number * 10 + (c - '0');
        if (c < '0' || c > '9' || ++digits > 3 || number > 255) {
          return null;
        }
      }
    }
    return part == 4 ? bytes : null;
  }
}
