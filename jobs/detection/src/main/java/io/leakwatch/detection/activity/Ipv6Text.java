package io.leakwatch.detection.activity;

/** Reading and writing IPv6 addresses as text, without ever asking a resolver. */
final class Ipv6Text {

  private static final int GROUPS = 8;

  private Ipv6Text() {}

  /**
   * The eight groups of an address; null if the text is none. A zone ({@code %eth0}) is refused.
   */
  static int[] parse(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    if (gap < 0) {
      int[] all = groups(text);
      return all != null && all.length == GROUPS ? all : null;
    }
    int[] head = text.lastIndexOf('.', gap) >= 0 ? null : groups(text.substring(0, gap));
    int[] tail = groups(text.substring(gap + 2));
    if (head == null || tail == null || head.length + tail.length >= GROUPS) {
      return null;
    }
    int[] all = new int[GROUPS];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(tail, 0, all, GROUPS - tail.length, tail.length);
    return all;
  }

  private static int[] groups(String text) {
    if (text.isEmpty()) {
      return new int[0];
    }
    String[] parts = text.split(":", -1);
    String last = parts[parts.length - 1];
    boolean endsInIpv4 = last.indexOf('.') >= 0;
    if (endsInIpv4 && !NetworkAddress.isIpv4(last)) {
      return null;
    }
    int count = parts.length + (endsInIpv4 ? 1 : 0);
    if (count > GROUPS) {
      return null;
    }
    int[] groups = new int[count];
    for (int i = 0; i < parts.length - (endsInIpv4 ? 1 : 0); i++) {
      groups[i] = group(parts[i]);
      if (groups[i] < 0) {
        return null;
      }
    }
    if (endsInIpv4) {
      String[] octets = last.split("\\.");
      groups[count - 2] = (Integer.parseInt(octets[0]) << 8) | Integer.parseInt(octets[1]);
      groups[count - 1] = (Integer.parseInt(octets[2]) << 8) | Integer.parseInt(octets[3]);
    }
    return groups;
  }

  private static int group(String text) {
    if (text.isEmpty() || text.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  static boolean isMappedIpv4(int[] groups) {
    for (int i = 0; i < 5; i++) {
      if (groups[i] != 0) {
        return false;
      }
    }
    return groups[5] == 0xffff;
  }

  static String mappedIpv4(int[] groups) {
    return (groups[6] >> 8)
        + "."
        + (groups[6] & 0xff)
        + "."
        + (groups[7] >> 8)
        + "."
        + (groups[7] & 0xff);
  }

  /**
   * The /64 of an address: the last four groups are zero, so the longest run of zeros ends there.
   */
  static String slash64(int[] groups) {
    int end = 4;
    while (end > 0 && groups[end - 1] == 0) {
      end--;
    }
    StringBuilder text = new StringBuilder(28);
    for (int i = 0; i < end; i++) {
      if (i > 0) {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.append("::/64").toString();
  }
}
