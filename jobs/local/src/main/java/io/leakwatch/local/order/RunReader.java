package io.leakwatch.local.order;

import io.leakwatch.local.order.RunRecord.RunFile;
import io.leakwatch.schemas.EventKind;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The records of a run, in order. */
final class RunReader implements Iterator<RunRecord>, AutoCloseable {

  private final Path run;
  private final DataInputStream in;
  private final List<RunFile> files = new ArrayList<>();
  private RunRecord next;

  /**
   * @throws UncheckedIOException when it cannot be read
   */
  RunReader(Path run) {
    this.run = run;
    try {
      in =
          new DataInputStream(
              new BufferedInputStream(Files.newInputStream(run), RunWriter.BUFFER_BYTES));
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        files.add(new RunFile(text(), EventKind.valueOf(text())));
      }
      next = read();
    } catch (IOException fault) {
      throw gone(fault);
    }
  }

  private UncheckedIOException gone(IOException fault) {
    return new UncheckedIOException("cannot read what was sorted in " + run + ": " + fault, fault);
  }

  /** The files that its records come from. */
  List<RunFile> files() {
    return files;
  }

  private String text() throws IOException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  private byte[] bytes() throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  private RunRecord read() throws IOException {
    int file = in.readInt();
    if (file == RunWriter.END) {
      return null;
    }
    return new RunRecord(
        files.get(file),
        in.readLong(),
        in.readLong(),
        text(),
        new RunContent(RunContent.Form.of(in.readByte()), bytes()));
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  /** The next record, which is not taken yet; null at the end. */
  RunRecord peek() {
    return next;
  }

  @Override
  public RunRecord next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    RunRecord record = next;
    try {
      next = read();
    } catch (IOException fault) {
      throw gone(fault);
    }
    return record;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException nothingIsLost) {
      // It was only read from.
    }
  }
}
