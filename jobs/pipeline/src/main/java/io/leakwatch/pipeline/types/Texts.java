package io.leakwatch.pipeline.types;

import io.leakwatch.detection.state.VarInts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Texts as UTF-8 with their length; null is told from empty. */
final class Texts {

  private Texts() {}

  static void write(String text, DataOutput out) throws IOException {
    if (text == null) {
      VarInts.write(0, out);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    VarInts.write(bytes.length + 1L, out);
    out.write(bytes);
  }

  static String read(DataInput in) throws IOException {
    int length = Math.toIntExact(VarInts.read(in)) - 1;
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
