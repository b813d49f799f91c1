package io.leakwatch.pipeline.types;

import io.leakwatch.detection.state.VarInts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Texts as UTF-8 with their length; null is not the empty one. */
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

  /** How many bytes a text takes that begins at a place in memory, its length included. */
  static int lengthAt(byte[] bytes, int at) {
    int length = 0;
    int next = at;
    for (int shift = 0; ; shift += 7) {
      byte part = bytes[next++];
      length |= (part & 0x7F) << shift;
      if (part >= 0) {
        return next - at + Math.max(0, length - 1);
      }
    }
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
