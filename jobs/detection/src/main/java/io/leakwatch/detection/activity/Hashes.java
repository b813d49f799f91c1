package io.leakwatch.detection.activity;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * 64-bit hashes of texts that are compared or counted, never shown. Stable across runs and JVMs.
 */
public final class Hashes {

  private static final Hasher64 HASHER = Hashing.komihash5_0();

  private Hashes() {}

  /** Hash of a text; 0 for null, and never 0 for anything else. */
  public static long of(String text) {
    if (text == null) {
      return 0;
    }
    long hash = HASHER.hashCharsToLong(text);
    return hash == 0 ? 1 : hash;
  }
}
