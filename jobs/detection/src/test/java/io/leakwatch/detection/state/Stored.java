package io.leakwatch.detection.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A part of state, written and read again. */
final class Stored {

  private Stored() {}

  static byte[] bytes(StatePart part) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      part.write(new DataOutputStream(bytes));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** The empty part, filled with what the other one wrote. */
  static <P extends StatePart> P into(P empty, P written) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes(written)))) {
      empty.read(in);
      if (in.available() > 0) {
        throw new IllegalStateException(in.available() + " bytes were left unread");
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return empty;
  }
}
