package io.leakwatch.pipeline.pseudonyms;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Addresses to other addresses and back, so that two that share a prefix of any length share one of
 * that length again: networks still hold together. This is Crypto-PAn (Xu, Fan, Ammar, Moon,
 * "Prefix-Preserving IP Address Anonymization", ICNP 2002).
 *
 * <p>Not for use by several threads at once.
 */
final class AddressCipher {

  private static final int BLOCK_BYTES = 16;

  private final Cipher cipher;
  private final byte[] pad;

  /**
   * @param key 32 bytes: an AES key, and what the pad is made of
   */
  AddressCipher(byte[] key) {
    try {
      cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 0, BLOCK_BYTES, "AES"));
      pad = cipher.doFinal(key, BLOCK_BYTES, BLOCK_BYTES);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has AES", impossible);
    }
  }

  /**
   * Another address for an address.
   *
   * @param from the first bit that is changed; those before it stay
   * @param bits the first bit that is not changed any more
   */
  byte[] conceal(byte[] address, int from, int bits) {
    byte[] blocks = new byte[(bits - from) * BLOCK_BYTES];
    for (int bit = from; bit < bits; bit++) {
      put(address, bit, blocks, (bit - from) * BLOCK_BYTES);
    }
    byte[] encrypted = encrypted(blocks);
    byte[] other = address.clone();
    for (int bit = from; bit < bits; bit++) {
      if (encrypted[(bit - from) * BLOCK_BYTES] < 0) {
        flip(other, bit);
      }
    }
    return other;
  }

  /** The address for which {@link #conceal} gives this one. */
  byte[] reveal(byte[] other, int from, int bits) {
    byte[] address = other.clone();
    byte[] block = new byte[BLOCK_BYTES];
    for (int bit = from; bit < bits; bit++) {
      put(address, bit, block, 0);
      if (encrypted(block)[0] < 0) {
        flip(address, bit);
      }
    }
    return address;
  }

  /** The first bits of an address, and the pad behind them. */
  private void put(byte[] address, int bits, byte[] blocks, int at) {
    System.arraycopy(pad, 0, blocks, at, BLOCK_BYTES);
    int whole = bits / 8;
    System.arraycopy(address, 0, blocks, at, whole);
    int mask = 0xff >>> (bits % 8);
    if (mask != 0xff) {
      blocks[at + whole] = (byte) ((address[whole] & ~mask) | (pad[whole] & mask));
    }
  }

  private static void flip(byte[] address, int bit) {
    address[bit / 8] ^= (byte) (0x80 >>> (bit % 8));
  }

  private byte[] encrypted(byte[] blocks) {
    try {
      return blocks.length == 0 ? blocks : cipher.doFinal(blocks);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("AES takes whole blocks", impossible);
    }
  }
}
