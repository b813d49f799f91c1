package io.leakwatch.workbench.importing;

import java.util.regex.Pattern;

/** Addresses in logs, which may also hold host names. */
final class Addresses {

  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("(?=.*:.*:)[0-9A-Fa-f:.]{2,45}");

  private Addresses() {}

  /**
   * The address, or null for a host name: events hold addresses, and nothing here looks names up.
   */
  static String orNull(String text) {
    return IPV4.matcher(text).matches() || IPV6.matcher(text).matches() ? text : null;
  }
}
