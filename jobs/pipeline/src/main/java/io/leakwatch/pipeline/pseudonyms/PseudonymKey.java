package io.leakwatch.pipeline.pseudonyms;

import com.google.common.io.BaseEncoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key under which pseudonyms are made, and the keys for each purpose that it gives rise to. */
public final class PseudonymKey {

  /** As many as a key of 256 bits has, if they are random. */
  private static final int FEWEST_BYTES = 32;

  private static final int MOST_BYTES = 4_096;
  private static final String HMAC = "HmacSHA256";
  private static final int ID_CHARACTERS = 4;

  private final byte[] secret;

  private PseudonymKey(byte[] secret) {
    this.secret = secret;
  }

  /**
   * Reads a key.
   *
   * @param file at least 32 bytes, white space at the end not counted; they should be random
   * @throws IllegalArgumentException if it cannot be read or is too short; the message says which
   */
  public static PseudonymKey read(Path file) {
    try {
      if (Files.isRegularFile(file) && Files.size(file) > MOST_BYTES) {
        throw fault(file, "it has more than " + MOST_BYTES + " bytes, so it is no key", null);
      }
      return new PseudonymKey(checked(file, Files.readAllBytes(file)));
    } catch (IOException fault) {
      String why = Files.exists(file) ? "cannot be read by this user" : "is not there";
      throw fault(file, why, fault);
    }
  }

  private static byte[] checked(Path file, byte[] all) {
    int end = all.length;
    while (end > 0 && all[end - 1] >= 0 && all[end - 1] <= ' ') {
      end--;
    }
    if (end < FEWEST_BYTES) {
      throw fault(file, "is too short, " + end + " of at least 32 bytes", null);
    }
    return Arrays.copyOf(all, end);
  }

  private static IllegalArgumentException fault(Path file, String why, Exception cause) {
    return new IllegalArgumentException(
        ("pseudonymize.key-file: %s %s; make one with 'head -c 32 /dev/urandom | base64', and put it"
                + " on every task manager")
            .formatted(file, why),
        cause);
  }

  /** Short name of the key, which pseudonyms carry: four characters, without a hint at the key. */
  String id() {
    return BaseEncoding.base32().lowerCase().encode(derived("key id")).substring(0, ID_CHARACTERS);
  }

  /** 32 bytes for one purpose. */
  byte[] derived(String purpose) {
    return hmac(secret).doFinal(("leakwatch " + purpose).getBytes(StandardCharsets.UTF_8));
  }

  static Mac hmac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + HMAC, impossible);
    }
  }
}
