package io.leakwatch.pipeline.types;

import io.leakwatch.detection.activity.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts that come again and again, such as routes, scopes, clients and user agents: each is made
 * once, and then found by its bytes. A new one takes the place of whichever lies in its slot, so
 * whoever makes up texts costs time, not memory.
 */
public final class KnownTexts {

  private static final int SLOTS = 1024;

  /** A text, and its {@link Hashes#of}. */
  public static final class Known {
    private final String text;
    private final byte[] utf8;
    private long hash;

    private Known(byte[] utf8) {
      this.utf8 = utf8;
      this.text = new String(utf8, StandardCharsets.UTF_8);
    }

    /** The text. */
    public String text() {
      return text;
    }

    /** Its hash. */
    public long hash() {
      if (hash == 0) {
        hash = Hashes.of(text);
      }
      return hash;
    }
  }

  private final Known[] slots = new Known[SLOTS];

  /** The text of some bytes, in UTF-8. */
  public Known of(byte[] bytes, int offset, int length) {
    int slot = slot(bytes, offset, length);
    Known known = slots[slot];
    if (known == null
        || !Arrays.equals(known.utf8, 0, known.utf8.length, bytes, offset, offset + length)) {
      known = new Known(Arrays.copyOfRange(bytes, offset, offset + length));
      slots[slot] = known;
    }
    return known;
  }

  /** By a few bytes from all over it: most texts of a kind differ somewhere in them. */
  private static int slot(byte[] bytes, int offset, int length) {
    int hash = length;
    int step = Math.max(1, length >> 4);
    for (int i = length - 1; i >= 0; i -= step) {
      hash = 31 * hash + bytes[offset + i];
    }
    return (hash ^ (hash >>> 10) ^ (hash >>> 20)) & SLOTS - 1;
  }
}
