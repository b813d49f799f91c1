package io.leakwatch.detection.activity;

/**
 * Addresses as entities: an IPv4 address stands for itself, an IPv6 address for its /64, because
 * one subscriber is handed a whole /64 (RFC 6177) and can send from any address in it.
 */
public final class NetworkAddress {

  private static final int LONGEST_TEXT = 45;

  private NetworkAddress() {}

  /**
   * The entity id of an address: dotted IPv4, or the /64 in RFC 5952 text such as {@code
   * 2001:db8:1:2::/64}. An IPv4-mapped IPv6 address is its IPv4 address.
   *
   * @return null if the text is not an IP address
   */
  public static String entityId(String text) {
    if (text == null || text.isEmpty() || text.length() > LONGEST_TEXT) {
      return null;
    }
    if (text.indexOf(':') < 0) {
      return isIpv4(text) ? text : null;
    }
    int[] groups = Ipv6Text.parse(text);
    if (groups == null) {
      return null;
    }
    return Ipv6Text.isMappedIpv4(groups) ? Ipv6Text.mappedIpv4(groups) : Ipv6Text.slash64(groups);
  }

  /** Whether the text is a dotted IPv4 address without leading zeros. */
  static boolean isIpv4(String text) {
    int dots = 0;
    int value = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (value < 0 || ++dots > 3) {
          return false;
        }
        value = -1;
      } else if (c < '0' || c > '9' || value == 0) {
        return false;
      } else {
        value = value < 0 ? c - '0' : value * 10 + c - '0';
        if (value > 255) {
          return false;
        }
      }
    }
    return dots == 3 && value >= 0;
  }
}
