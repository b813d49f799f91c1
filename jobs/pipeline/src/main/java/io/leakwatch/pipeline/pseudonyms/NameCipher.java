package io.leakwatch.pipeline.pseudonyms;

import com.google.common.io.BaseEncoding;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names to pseudonyms and back, the same for the same name: a synthetic initialization vector
 * (Rogaway and Shrimpton, "Deterministic Authenticated-Encryption", 2006; RFC 5297), made with
 * HMAC-SHA-256, and AES-256 in counter mode. The vector has 80 bits: of a billion names two share
 * one with a chance below one in a million, and even then their pseudonyms differ.
 *
 * <p>A name that would get too long is replaced by its HMAC, which nobody can take back.
 *
 * <p>Not for use by several threads at once.
 */
final class NameCipher {

  /** Of a pseudonym of whatever key: its key, and what it hides. */
  static final Pattern PSEUDONYM = Pattern.compile("id-([a-z2-7]{4})-([a-z2-7]{16,496})(@mail)?");

  private static final String MAIL = "@mail";
  private static final BaseEncoding TEXT = BaseEncoding.base32().lowerCase().omitPadding();
  private static final int VECTOR_BYTES = 10;
  private static final int BLOCK_BYTES = 16;

  /** In UTF-8; with vector and key a pseudonym has then at most 480 characters. */
  private static final int LONGEST_NAME = 280;

  private static final int PHONE_DIGITS_KEPT = 4;
  private static final BigInteger PHONE_PREFIXES = BigInteger.TEN.pow(11);

  private final String prefix;
  private final Mac mac;
  private final Mac phones;
  private final SecretKeySpec encryption;
  private final Cipher cipher;

  NameCipher(PseudonymKey key) {
    prefix = "id-" + key.id() + "-";
    mac = PseudonymKey.hmac(key.derived("names, vector"));
    phones = PseudonymKey.hmac(key.derived("phone numbers"));
    encryption = new SecretKeySpec(key.derived("names, encryption"), "AES");
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has AES in counter mode", impossible);
    }
  }

  String prefix() {
    return prefix;
  }

  /** A name's pseudonym. What looks like a mail address still does: detectors ask that. */
  String conceal(String name) {
    byte[] clear = name.getBytes(StandardCharsets.UTF_8);
    String end = name.indexOf('@') > 0 ? MAIL : "";
    byte[] vector = Arrays.copyOf(mac.doFinal(clear), VECTOR_BYTES);
    if (clear.length > LONGEST_NAME) {
      // A body no longer than the vector hides no name.
      return prefix + TEXT.encode(vector) + end;
    }
    byte[] body = Arrays.copyOf(vector, VECTOR_BYTES + clear.length);
    byte[] hidden = crypt(vector, clear);
    System.arraycopy(hidden, 0, body, VECTOR_BYTES, hidden.length);
    return prefix + TEXT.encode(body) + end;
  }

  /**
   * The name behind a pseudonym.
   *
   * @return null if it is none of this key, or of a name that was too long to be taken back
   */
  String reveal(String pseudonym) {
    Matcher parts = PSEUDONYM.matcher(pseudonym);
    if (!parts.matches() || !pseudonym.startsWith(prefix)) {
      return null;
    }
    try {
      byte[] body = TEXT.decode(parts.group(2));
      byte[] vector = Arrays.copyOf(body, VECTOR_BYTES);
      byte[] clear = crypt(vector, Arrays.copyOfRange(body, VECTOR_BYTES, body.length));
      boolean isGenuine =
          clear.length > 0
              && MessageDigest.isEqual(vector, Arrays.copyOf(mac.doFinal(clear), VECTOR_BYTES));
      return isGenuine ? new String(clear, StandardCharsets.UTF_8) : null;
    } catch (IllegalArgumentException noBase32) {
      return null;
    }
  }

  private byte[] crypt(byte[] vector, byte[] text) {
    try {
      cipher.init(
          Cipher.ENCRYPT_MODE, encryption, new IvParameterSpec(Arrays.copyOf(vector, BLOCK_BYTES)));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("AES in counter mode takes every text", impossible);
    }
  }

  /**
   * A phone number for another one. The last four digits stay: who tries number after number is
   * known by their being neighbours. It cannot be taken back, and no alert names it.
   */
  String concealPhone(String digits) {
    int kept = digits.length() - PHONE_DIGITS_KEPT;
    byte[] begin = digits.substring(0, kept).getBytes(StandardCharsets.UTF_8);
    BigInteger other = new BigInteger(1, phones.doFinal(begin)).mod(PHONE_PREFIXES);
    return "%011d%s".formatted(other, digits.substring(kept));
  }
}
