package io.leakwatch.pipeline.mapping;

import com.google.common.hash.Hashing;

/** An id for a record that has none. */
public final class ContentHash {

  /** 128 bits: nobody finds two records with the same. */
  private static final int DIGITS = 32;

  private ContentHash() {}

  /** The first half of its SHA-256, in hexadecimal digits. */
  public static String of(byte[] content) {
    return Hashing.sha256().hashBytes(content).toString().substring(0, DIGITS);
  }
}
