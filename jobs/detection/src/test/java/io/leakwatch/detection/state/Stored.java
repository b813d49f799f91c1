package io.leakwatch.detection.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A part of state, written and read again. */
final class Stored {

  private Stored() {}

  /** What it writes; nothing if it remembers nothing. */
  static byte[] bytes(StatePart part) {
    return part.endsAt() == StatePart.NEVER ? new byte[0] : written(part);
  }

  private static byte[] written(StatePart part) {
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
    byte[] bytes = written(new StateParts(List.of(written)));
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      new StateParts(List.of(empty)).read(in);
      if (in.available() > 0) {
        throw new IllegalStateException(in.available() + " bytes were left unread");
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return empty;
  }
}
