package io.leakwatch.local.files;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Reason;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The lines of a text file, gzipped or not. It never fails half-way: a line that is too long, and
 * the place where a file is cut short, are lines with a fault.
 */
public final class LineReader implements Iterator<Line>, AutoCloseable {

  /** The most bytes of a line that are kept; a file without line ends must not fill the memory. */
  public static final int LONGEST = 1 << 20;

  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final byte[] chunk = new byte[CHUNK];
  private int at;
  private int filled;
  private long number;
  private Line next;
  private boolean ended;

  private LineReader(InputStream in) {
    this.in = in;
  }

  /**
   * Opens a file, unpacking it if its name ends with {@code .gz}.
   *
   * @throws CommandFault when it is not there, cannot be read, or is not gzip in spite of its name
   */
  public static LineReader open(Path file) {
    if (Files.isDirectory(file)) {
      throw new FileFault(file, "is a folder; give a file");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // Without a writer it would be waited for in silence; and logs are looked into twice.
      throw new FileFault(file, "is a pipe or a device; write it to a file, and give that");
    }
    try {
      InputStream plain = Files.newInputStream(file);
      boolean isPacked = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
      return new LineReader(isPacked ? unpack(plain, file) : plain);
    } catch (NoSuchFileException fault) {
      throw new CommandFault("there is no file " + file, fault);
    } catch (IOException fault) {
      throw FileFault.unreadable(file, fault);
    }
  }

  private static InputStream unpack(InputStream packed, Path file) throws IOException {
    PushbackInputStream in = new PushbackInputStream(packed);
    int first = in.read();
    if (first < 0) {
      return in; // nothing at all, packed by nobody
    }
    in.unread(first);
    try {
      return new GZIPInputStream(in, CHUNK);
    } catch (EOFException cutInTheHeader) {
      packed.close();
      return new CutShort();
    } catch (ZipException fault) {
      packed.close();
      throw new FileFault(file, "is not gzip, though its name says so; rename it", fault);
    }
  }

  @Override
  public boolean hasNext() {
    if (next == null && !ended) {
      next = read();
    }
    return next != null;
  }

  @Override
  public Line next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Line line = next;
    next = null;
    return line;
  }

  /** Null at the end of the file. */
  private Line read() {
    int whole = indexOfLineEnd();
    if (whole < filled) {
      // nearly every line
      int from = at;
      at = whole + 1;
      boolean isMarked = whole > from && chunk[whole - 1] == '\r';
      return new Line(
          number++, Arrays.copyOfRange(chunk, from, isMarked ? whole - 1 : whole), null);
    }
    return readAcrossChunks();
  }

  private Line readAcrossChunks() {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    long length = 0;
    try {
      while (fill()) {
        int end = indexOfLineEnd();
        int room = (int) Math.max(0, LONGEST - length);
        line.write(chunk, at, Math.min(end - at, room));
        length += end - at;
        at = end;
        if (at < filled) {
          at++;
          return line(line, length, null);
        }
      }
    } catch (IOException fault) {
      ended = true;
      return line(line, length, "the file is cut short or damaged here: " + Reason.of(fault));
    }
    ended = true;
    return length == 0 ? null : line(line, length, null);
  }

  private Line line(ByteArrayOutputStream kept, long length, String fault) {
    byte[] bytes = kept.toByteArray();
    if (bytes.length > 0 && bytes[bytes.length - 1] == '\r') {
      bytes = Arrays.copyOf(bytes, bytes.length - 1);
    }
    String tooLong = length + " bytes long, expected at most " + LONGEST;
    return new Line(number++, bytes, length > LONGEST ? tooLong : fault);
  }

  /** False at the end of the file; otherwise there is at least one byte to look at. */
  private boolean fill() throws IOException {
    if (at < filled) {
      return true;
    }
    at = 0;
    filled = Math.max(0, in.read(chunk));
    return filled > 0;
  }

  private int indexOfLineEnd() {
    int index = at;
    while (index < filled && chunk[index] != '\n') {
      index++;
    }
    return index;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException nothingIsLost) {
      // It was only read from.
    }
  }

  /** A packed file that ends before its content begins. */
  private static final class CutShort extends InputStream {
    @Override
    public int read() throws IOException {
      throw new EOFException("it ends in its gzip header");
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return read();
    }
  }
}
