package io.leakwatch.local.files;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Reason;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Writes events of one kind to one file, an Avro container or JSON lines as the file's name says.
 * The same events give the same bytes.
 */
public final class EventFileWriter implements AutoCloseable {

  private interface Sink extends Closeable {
    void append(SpecificRecordBase event) throws IOException;
  }

  private static final int BUFFER_BYTES = 1 << 18;
  private static final int BLOCK_BYTES = 1 << 16;

  private final Path file;
  private final EventKind kind;
  private final Sink sink;

  private EventFileWriter(Path file, EventKind kind, Sink sink) {
    this.file = file;
    this.kind = kind;
    this.sink = sink;
  }

  /**
   * Starts a file, making its folder and replacing what was there.
   *
   * @throws CommandFault when the name ends like no event file's, or it cannot be written
   */
  public static EventFileWriter create(Path file, EventKind kind) {
    FileFormat format = formatOf(file);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
      return new EventFileWriter(
          file,
          kind,
          format.avro()
              ? avro(kind, out)
              : jsonLines(format.gzip() ? new GZIPOutputStream(out, 1 << 14) : out));
    } catch (IOException fault) {
      throw new CommandFault("cannot write " + file + ": " + Reason.of(fault), fault);
    }
  }

  /** Whether a file of this name would be an event file. */
  public static boolean isEventFileName(Path file) {
    return FileFormat.of(file).isPresent();
  }

  private static FileFormat formatOf(Path file) {
    return FileFormat.of(file)
        .orElseThrow(
            () ->
                new CommandFault(
                    "cannot choose a format for "
                        + file
                        + "; end its name with "
                        + FileFormat.NAMES));
  }

  /**
   * Appends an event.
   *
   * @throws IllegalArgumentException when it is of another kind than the file
   * @throws CommandFault when it cannot be written
   */
  public void append(SpecificRecordBase event) {
    if (!kind.type().isInstance(event)) {
      throw new IllegalArgumentException(
          file + " holds " + kind + " events, not " + event.getClass().getSimpleName());
    }
    try {
      sink.append(event);
    } catch (IOException fault) {
      throw new CommandFault("cannot write " + file + ": " + Reason.of(fault), fault);
    }
  }

  /**
   * Finishes the file.
   *
   * @throws CommandFault when what was appended cannot be written after all
   */
  @Override
  public void close() {
    try {
      sink.close();
    } catch (IOException fault) {
      throw new CommandFault("cannot write " + file + ": " + Reason.of(fault), fault);
    }
  }

  private static Sink avro(EventKind kind, OutputStream out) throws IOException {
    TrustedSchemas.trust();
    DataFileWriter<SpecificRecordBase> writer =
        new DataFileWriter<>(
            new SpecificDatumWriter<>(kind.schema(), SpecificData.getForClass(kind.type())));
    writer.setSyncInterval(BLOCK_BYTES);
    writer.create(kind.schema(), out, marker(kind.schema()));
    return new Sink() {
      @Override
      public void append(SpecificRecordBase event) throws IOException {
        writer.append(event);
      }

      @Override
      public void close() throws IOException {
        writer.close();
      }
    };
  }

  /** Between blocks; random by default, which would make every run's files differ. */
  private static byte[] marker(Schema schema) throws IOException {
    try {
      return SchemaNormalization.parsingFingerprint("MD5", schema); // 16 bytes, as Avro wants
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IOException(everyJavaHasIt);
    }
  }

  private static Sink jsonLines(OutputStream out) {
    return new Sink() {
      @Override
      public void append(SpecificRecordBase event) throws IOException {
        out.write(JsonRecords.write(event).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }
}
