package io.leakwatch.workbench.importing.lines;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids for events that had none. They come from the line and its number, not from the file's name or
 * the moment of importing: a log that is imported twice gives the same events, which then count
 * once.
 */
public final class EventIds {

  private static final int BYTES = 16;

  private final String prefix;
  private final MessageDigest digest;

  public EventIds(String prefix) {
    this.prefix = prefix;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /**
   * The id of an event.
   *
   * @param repeat from 0, where one line stands for several events
   */
  public String of(long number, String line, int repeat) {
    String cause = number + "\n" + repeat + "\n" + line;
    byte[] hash = digest.digest(cause.getBytes(StandardCharsets.UTF_8));
    return prefix + "-" + HexFormat.of().formatHex(hash, 0, BYTES);
  }
}
