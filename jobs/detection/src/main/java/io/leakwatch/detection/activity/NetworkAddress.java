package io.leakwatch.detection.activity;

import com.google.common.base.CharMatcher;
import com.google.common.net.InetAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses as text, and as entities. The text is an attacker's: no name is ever looked up.
 *
 * <p>An address is read as what it is, whatever is around it: spaces, brackets, a port, zeros that
 * fill a number up. An IPv6 address that stands for an IPv4 one is that one: IPv4-mapped ({@code
 * ::ffff:0:0/96}, RFC 4291), NAT64's well-known prefix ({@code 64:ff9b::/96}, RFC 6052), 6to4
 * ({@code 2002::/16}, RFC 3056) and Teredo ({@code 2001::/32}, RFC 4380), where it is the client's.
 * One with a zone ({@code fe80::1%eth0}) means something on its own host only, and is none.
 */
public final class NetworkAddress {

  /** An address of 45 characters in brackets, with a port and some spaces. */
  private static final int LONGEST_TEXT = 64;

  private static final String SUBSCRIBER = "/64";
  private static final String SITE = "/48";

  private static final Pattern FILLED_UP_IPV4 = Pattern.compile("\\d{1,9}(\\.\\d{1,9}){3}");
  private static final Pattern FILLING_ZEROS = Pattern.compile("(?<![0-9])0+(?=[0-9])");
  private static final Pattern IPV4_AND_PORT = Pattern.compile("([0-9.]+):[0-9]{1,5}");
  private static final Pattern IN_BRACKETS =
      Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::[0-9]{1,5})?");

  private static final CharMatcher ADDRESS_CHARACTERS =
      CharMatcher.anyOf("0123456789abcdefABCDEF:.").precomputed();

  private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

  private NetworkAddress() {}

  /**
   * The entity id of an address: dotted IPv4, or for IPv6 its /64 in RFC 5952 text such as {@code
   * 2001:db8:1:2::/64}, because one subscriber is handed a whole /64 (RFC 6177) and can send from
   * any address in it.
   *
   * @return null if the text is no IP address, or null
   */
  public static String entityId(String text) {
    if (text != null && isPlainIpv4(text)) {
      return text;
    }
    InetAddress address = parse(text);
    if (address instanceof Inet6Address) {
      byte[] bytes = address.getAddress();
      Arrays.fill(bytes, 8, 16, (byte) 0);
      return InetAddresses.toAddrString(ofBytes(bytes)) + SUBSCRIBER;
    }
    return address == null ? null : InetAddresses.toAddrString(address);
  }

  /**
   * The site that an IPv6 address may belong to: its /48, such as {@code 2001:db8:1::/48}. An end
   * site may hold all of it, or as little as one /64 (RFC 6177), so it may also be many customers
   * of one operator: nothing that one address of it does is held against another.
   *
   * @param entityId as {@link #entityId} writes it, or null
   * @return null for an IPv4 address and for null
   */
  public static String site(String entityId) {
    if (entityId == null || !entityId.endsWith(SUBSCRIBER)) {
      return null;
    }
    String network = entityId.substring(0, entityId.length() - SUBSCRIBER.length());
    byte[] bytes = InetAddresses.forString(network).getAddress();
    Arrays.fill(bytes, 6, 16, (byte) 0);
    return InetAddresses.toAddrString(ofBytes(bytes)) + SITE;
  }

  /** Whether an entity's id is that of a {@link #site}. */
  static boolean isSite(String entityId) {
    return entityId.endsWith(SITE);
  }

  /**
   * The address that a text holds.
   *
   * @return null if the text is no IP address, or null
   */
  public static InetAddress parse(String text) {
    if (text == null || text.isEmpty() || text.length() > LONGEST_TEXT) {
      return null;
    }
    String alone = alone(text.strip());
    // Guava takes the digits of all scripts, and zones.
    if (!ADDRESS_CHARACTERS.matchesAllOf(alone)) {
      return null;
    }
    try {
      InetAddress address = InetAddresses.forString(alone);
      return address instanceof Inet6Address ipv6 ? ipv4Within(ipv6) : address;
    } catch (IllegalArgumentException noAddress) {
      return null;
    }
  }

  private static InetAddress ipv4Within(Inet6Address address) {
    byte[] bytes = address.getAddress();
    if (Arrays.equals(bytes, 0, NAT64.length, NAT64, 0, NAT64.length)) {
      return ofBytes(Arrays.copyOfRange(bytes, NAT64.length, bytes.length));
    }
    if (InetAddresses.isTeredoAddress(address)) {
      return InetAddresses.getTeredoInfo(address).getClient();
    }
    return InetAddresses.is6to4Address(address)
        ? InetAddresses.get6to4IPv4Address(address)
        : address;
  }

  private static InetAddress ofBytes(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalArgumentException(
          bytes.length + " bytes are not an IP address; it has 4 or 16", impossible);
    }
  }

  /** Without brackets, port and filling zeros. */
  private static String alone(String text) {
    if (text.startsWith("[")) {
      Matcher inBrackets = IN_BRACKETS.matcher(text);
      return inBrackets.matches() ? inBrackets.group(1) : text;
    }
    if (text.indexOf('.') < 0) {
      return text;
    }
    Matcher withPort = IPV4_AND_PORT.matcher(text);
    String alone = withPort.matches() ? withPort.group(1) : text;
    return FILLED_UP_IPV4.matcher(alone).matches()
        ? FILLING_ZEROS.matcher(alone).replaceAll("")
        : alone;
  }

  /**
   * Whether the text is a dotted IPv4 address and nothing else, without filling zeros: nearly all
   * are, and of those nothing has to be made.
   */
  private static boolean isPlainIpv4(String text) {
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
