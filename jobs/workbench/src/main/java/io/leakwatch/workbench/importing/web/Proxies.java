package io.leakwatch.workbench.importing.web;

import io.leakwatch.detection.activity.NetworkAddress;
import io.leakwatch.workbench.importing.lines.Placeholders;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which addresses are a platform's own proxies, and so not a caller's: private ones (RFC 1918, RFC
 * 4193, RFC 6598, loopback, link-local) and those that were named.
 */
public final class Proxies {

  private static final List<String> PRIVATE =
      List.of(
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "100.64.0.0/10",
          "::1/128",
          "fc00::/7",
          "fe80::/10");

  private final List<AddressRange> ranges = new ArrayList<>();

  private Proxies(List<String> named) {
    PRIVATE.forEach(range -> ranges.add(range(range)));
    named.forEach(range -> ranges.add(range(range.strip())));
  }

  /**
   * Private addresses and these.
   *
   * @param named addresses, or ranges such as {@code 192.0.2.0/24}
   * @throws IllegalArgumentException that names the first that is neither
   */
  public static Proxies of(List<String> named) {
    return new Proxies(named);
  }

  private static AddressRange range(String text) {
    try {
      return AddressRange.of(text);
    } catch (IllegalArgumentException fault) {
      throw new IllegalArgumentException(fault.getMessage() + "; see --proxies", fault);
    }
  }

  public boolean isProxy(String text) {
    InetAddress address = NetworkAddress.parse(text);
    return address != null && ranges.stream().anyMatch(range -> range.holds(address));
  }

  /**
   * The caller in a list of forwarded addresses. Each proxy appends whom it saw, so that the last
   * that is no proxy's is the nearest that a proxy vouches for; what stands before it, the caller
   * may have made up. Where all are proxies', the first is the caller.
   *
   * @return null where a proxy did not say whom it saw
   */
  public String caller(List<String> forwarded) {
    for (int i = forwarded.size() - 1; i >= 0; i--) {
      String one = forwarded.get(i);
      if (!isProxy(one)) {
        return Placeholders.isNobody(one) || one.toLowerCase(Locale.ROOT).startsWith("_")
            ? null
            : one;
      }
    }
    return forwarded.get(0);
  }
}
