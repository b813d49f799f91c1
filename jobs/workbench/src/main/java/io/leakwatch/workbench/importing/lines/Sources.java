package io.leakwatch.workbench.importing.lines;

import com.google.common.net.InetAddresses;
import io.leakwatch.detection.activity.NetworkAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where events come from. Addresses are written in their usual form. A host that has only a name is
 * one source all the same, so it has an address that stands for it: 56 bits of its name's hash
 * behind {@code fd}, in the range for local use (RFC 4193), which belongs to nobody. No name is
 * ever looked up.
 */
public final class Sources {

  /** Letters, digits, hyphens and dots, with a letter in the last label (RFC 1123). */
  private static final Pattern HOST_NAME =
      Pattern.compile("(?=.{1,253}$)(?:[\\w-]{1,63}\\.)*[\\w-]*[A-Za-z][\\w-]*\\.?");

  private static final byte UNIQUE_LOCAL = (byte) 0xfd;
  private static final int HASHED_BYTES = 7;

  private final Remarks remarks;

  public Sources(Remarks remarks) {
    this.remarks = remarks;
  }

  /** Whether a text is an address, in whatever form. */
  public static boolean isAddress(String text) {
    return NetworkAddress.parse(text) != null;
  }

  /** An address in its usual form; anything else as it is, and null as null. */
  public static String plain(String text) {
    InetAddress address = NetworkAddress.parse(text);
    return address == null ? text : InetAddresses.toAddrString(address);
  }

  /**
   * The address of an event.
   *
   * @param text as the log has it; null where it has none
   * @return null where the log names no source
   */
  public String address(String text) {
    InetAddress address = NetworkAddress.parse(text);
    if (address != null) {
      return InetAddresses.toAddrString(address);
    }
    if (text == null || Placeholders.isNobody(text) || !HOST_NAME.matcher(text).matches()) {
      remarks.count(Remark.NO_SOURCE);
      return null;
    }
    String host = text.toLowerCase(Locale.ROOT);
    String standIn = standIn(host);
    remarks.standIn(host, standIn);
    return standIn;
  }

  public static String standIn(String host) {
    byte[] bytes = new byte[16];
    bytes[0] = UNIQUE_LOCAL;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(host.getBytes(StandardCharsets.UTF_8));
      System.arraycopy(hash, 0, bytes, 1, HASHED_BYTES);
      return InetAddresses.toAddrString(InetAddress.getByAddress(bytes));
    } catch (NoSuchAlgorithmException | UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
