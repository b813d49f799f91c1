package io.leakwatch.pipeline.types;

import io.leakwatch.detection.state.VarInts;
import java.io.DataInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads many of the texts that {@link Texts} writes, with no more garbage than the texts. Not for
 * use by several threads at once.
 */
final class TextReader {

  private final KnownTexts known = new KnownTexts();
  private byte[] scratch = new byte[256];

  /** The next text; may be null. */
  String read(DataInput in) throws IOException {
    int length = readBytes(in);
    return length < 0 ? null : new String(scratch, 0, length, StandardCharsets.UTF_8);
  }

  /** Likewise, for a text that is likely to have been read before, such as a route. */
  String readKnown(DataInput in) throws IOException {
    int length = readBytes(in);
    return length < 0 ? null : known.of(scratch, 0, length).text();
  }

  private int readBytes(DataInput in) throws IOException {
    int length = Math.toIntExact(VarInts.read(in)) - 1;
    if (length > scratch.length) {
      scratch = new byte[length];
    }
    if (length > 0) {
      in.readFully(scratch, 0, length);
    }
    return length;
  }
}
