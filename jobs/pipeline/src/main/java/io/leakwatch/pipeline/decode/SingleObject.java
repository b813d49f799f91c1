package io.leakwatch.pipeline.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What stands before an event in Avro's single-object encoding: a marker of two bytes, then the
 * fingerprint of the writer's schema.
 */
public final class SingleObject {

  private static final int MARKER_LENGTH = 2;

  /** Bytes before the event itself. */
  public static final int HEADER_LENGTH = MARKER_LENGTH + Long.BYTES;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private SingleObject() {}

  /** Whether these bytes begin with a header. */
  public static boolean isMarked(byte[] value) {
    return value.length >= HEADER_LENGTH && value[0] == (byte) 0xC3 && value[1] == 1;
  }

  /**
   * The fingerprint of the writer's schema (CRC-64-AVRO).
   *
   * @param value at least {@link #HEADER_LENGTH} bytes
   * @throws IndexOutOfBoundsException for fewer
   */
  public static long fingerprint(byte[] value) {
    return (long) LONG.get(value, MARKER_LENGTH);
  }
}
