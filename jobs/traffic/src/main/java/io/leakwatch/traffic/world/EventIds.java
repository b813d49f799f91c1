package io.leakwatch.traffic.world;

import java.nio.charset.StandardCharsets;

/** Unique event ids: the kind's letter and 16 hexadecimal digits. */
public final class EventIds {

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

  private final long salt;
  private long counter;

  public EventIds(long seed) {
    this.salt = Dice.mix(seed);
  }

  public String next(char letter) {
    // Unique because adding, xor-ing and mixing are all one-to-one.
    return text(letter, Dice.mix(salt ^ counter++));
  }

  /** A letter and 64 bits in hexadecimal. */
  public static String text(char letter, long bits) {
    byte[] text = new byte[17];
    text[0] = (byte) letter;
    for (int i = 16; i > 0; i--) {
      text[i] = DIGITS[(int) bits & 15];
      bits >>>= 4;
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }
}
