package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Texts in as few bytes as is easily done: names and ids are nearly all ASCII, and ids are mostly
 * digits, decimal or hexadecimal, of which two fit into a byte. A UUID takes 17 bytes.
 */
public final class PackedText {

  // What follows, in the lowest bits of the first number; above them is how many characters.
  private static final int KIND_BITS = 2;
  private static final int ANY = 0;
  private static final int ASCII = 1;
  private static final int DIGITS = 2;
  private static final int UUID = 3;

  private static final int UUID_LENGTH = 36;
  private static final int UUID_DIGITS = 32;
  private static final int[] UUID_DASHES = {8, 13, 18, 23};

  /** More than any text that is remembered has. */
  private static final int LONGEST = 1 << 16;

  private PackedText() {}

  /** Writes a text of at most 65535 bytes of UTF-8. */
  public static void write(String text, DataOutput out) throws IOException {
    String uuidDigits = digitsOfUuid(text);
    if (uuidDigits != null) {
      VarInts.write(UUID, out);
      writeDigits(uuidDigits, out);
    } else if (isDigits(text)) {
      VarInts.write((long) text.length() << KIND_BITS | DIGITS, out);
      writeDigits(text, out);
    } else if (isAscii(text)) {
      VarInts.write((long) text.length() << KIND_BITS | ASCII, out);
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    } else {
      VarInts.write(ANY, out);
      out.writeUTF(text);
    }
  }

  /** The digits of a UUID in small letters; null of any other text. */
  private static String digitsOfUuid(String text) {
    if (text.length() != UUID_LENGTH) {
      return null;
    }
    for (int at : UUID_DASHES) {
      if (text.charAt(at) != '-') {
        return null;
      }
    }
    String digits = text.replace("-", "");
    return digits.length() == UUID_DIGITS && isDigits(digits) ? digits : null;
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static void writeDigits(String digits, DataOutput out) throws IOException {
    for (int i = 0; i < digits.length(); i += 2) {
      int low = i + 1 < digits.length() ? Character.digit(digits.charAt(i + 1), 16) : 0;
      out.writeByte(Character.digit(digits.charAt(i), 16) << 4 | low);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static String read(DataInput in) throws IOException {
    int lengthAndKind = VarInts.readInt(in);
    int length = lengthAndKind >>> KIND_BITS;
    if (length >= LONGEST) {
      throw new IOException("a text of " + length + " characters: the state is corrupt");
    }
    return switch (lengthAndKind & (1 << KIND_BITS) - 1) {
      case UUID -> uuid(readDigits(UUID_DIGITS, in));
      case DIGITS -> readDigits(length, in);
      case ASCII -> readAscii(length, in);
      default -> in.readUTF();
    };
  }

  private static String readDigits(int length, DataInput in) throws IOException {
    char[] digits = new char[length];
    for (int i = 0; i < length; i += 2) {
      int two = in.readUnsignedByte();
      digits[i] = Character.forDigit(two >> 4, 16);
      if (i + 1 < length) {
        digits[i + 1] = Character.forDigit(two & 0xF, 16);
      }
    }
    return new String(digits);
  }

  private static String uuid(String digits) {
    StringBuilder uuid = new StringBuilder(UUID_LENGTH).append(digits);
    for (int at : UUID_DASHES) {
      uuid.insert(at, '-');
    }
    return uuid.toString();
  }

  private static String readAscii(int length, DataInput in) throws IOException {
    byte[] characters = new byte[length];
    in.readFully(characters);
    return new String(characters, StandardCharsets.US_ASCII);
  }
}
