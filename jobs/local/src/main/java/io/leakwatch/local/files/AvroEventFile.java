package io.leakwatch.local.files;

import io.leakwatch.local.Reason;
import io.leakwatch.pipeline.decode.ExactReader;
import io.leakwatch.pipeline.decode.WriterTimes;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.InvalidAvroMagicException;
import org.apache.avro.Resolver;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/** Events in an Avro container file, of this or another version of their schema. */
final class AvroEventFile extends EventFile {

  private static final int SYNC_BYTES = 16;
  private static final String KINDS =
      Arrays.stream(EventKind.values())
          .map(kind -> kind.type().getSimpleName())
          .collect(Collectors.joining(", "));

  private final EventKind kind;

  /** Null once there is nothing more to read. */
  private DataFileReader<? extends SpecificRecordBase> records;

  private final WriterTimes times;
  private long headerEnd;
  private long number;
  private FileRecord next;

  private AvroEventFile(Path path, EventKind kind) throws IOException {
    super(path);
    this.kind = kind;
    this.records = new DataFileReader<>(path.toFile(), new ExactReader<>(kind.type()));
    this.times = WriterTimes.of(records.getSchema(), kind);
    this.headerEnd = records.previousSync();
  }

  /**
   * A file that ends before its first record.
   *
   * @param fault null where nothing is lost by that
   */
  private AvroEventFile(Path path, EventKind kind, String fault) {
    super(path);
    this.kind = kind;
    this.times = null;
    this.next = fault == null ? null : FileRecord.fault(0, fault, null);
  }

  static AvroEventFile of(Path path) {
    TrustedSchemas.trust();
    if (path.toFile().length() == 0) {
      EventKind kind = kindByName(path).orElseThrow(() -> FileFault.empty(path));
      return new AvroEventFile(path, kind, null);
    }
    try {
      return new AvroEventFile(path, kindOf(path));
    } catch (InvalidAvroMagicException fault) {
      throw new FileFault(path, "is not an Avro container file, though its name says so", fault);
    } catch (IOException | AvroRuntimeException fault) {
      if (!isCutShort(fault)) {
        throw FileFault.unreadable(path, fault);
      }
      EventKind kind =
          kindByName(path)
              .orElseThrow(() -> new FileFault(path, "is cut short in its header", fault));
      return new AvroEventFile(path, kind, "the file is cut short in its header");
    }
  }

  private static boolean isCutShort(Throwable fault) {
    return fault instanceof EOFException
        || (fault.getCause() != null && isCutShort(fault.getCause()));
  }

  private static EventKind kindOf(Path path) throws IOException {
    try (var anything =
        new DataFileReader<GenericRecord>(path.toFile(), new GenericDatumReader<>())) {
      Schema writer = anything.getSchema();
      EventKind kind =
          EventKind.ofSchema(writer)
              .or(() -> kindByName(path))
              .orElseThrow(
                  () ->
                      new FileFault(
                          path,
                          "is not an event file: it holds records of %s, expected %s"
                              .formatted(writer.getName(), KINDS)));
      whyUnreadable(writer, kind)
          .ifPresent(
              why -> {
                throw new FileFault(
                    path,
                    "is not an event file: its records of %s cannot be read as %s: %s"
                        .formatted(writer.getName(), kind.schema().getName(), why));
              });
      return kind;
    }
  }

  /** Why no record at all can be read, of a writer whose schema is too different. */
  private static Optional<String> whyUnreadable(Schema writer, EventKind kind) {
    Resolver.Action whole = Resolver.resolve(writer, kind.schema(), SpecificData.get());
    return Stream.concat(
            Stream.of(whole),
            whole instanceof Resolver.RecordAdjust record
                ? Arrays.stream(record.fieldActions)
                : Stream.empty())
        .filter(Resolver.ErrorAction.class::isInstance)
        .map(Object::toString)
        .findFirst();
  }

  @Override
  public EventKind kind() {
    return kind;
  }

  @Override
  Optional<String> doubt() {
    return Optional.empty();
  }

  @Override
  public boolean hasNext() {
    if (next == null && records != null) {
      next = read();
    }
    return next != null;
  }

  @Override
  public FileRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    FileRecord record = next;
    next = null;
    return record;
  }

  /** Null at the end of the file. */
  private FileRecord read() {
    try {
      if (records.hasNext()) {
        return FileRecord.event(number++, times.convert(records.next()), null);
      }
      boolean whole = endsWithSync();
      close();
      return whole ? null : FileRecord.fault(number, "the file is cut short here", null);
    } catch (IOException | RuntimeException | LinkageError fault) {
      // A damaged block throws whatever its bytes happen to stand for; a codec may not be there.
      close();
      return FileRecord.fault(number, "the file is damaged here: " + Reason.of(fault), null);
    }
  }

  /**
   * Avro takes a file that stops within a block for one that is at its end, and drops the block in
   * silence. Every block ends with the marker that ends the header.
   */
  private boolean endsWithSync() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path().toFile(), "r")) {
      return Arrays.equals(
          bytesBefore(headerEnd, file), bytesBefore(Math.max(headerEnd, file.length()), file));
    }
  }

  private static byte[] bytesBefore(long end, RandomAccessFile file) throws IOException {
    byte[] bytes = new byte[SYNC_BYTES];
    file.seek(end - SYNC_BYTES);
    file.readFully(bytes);
    return bytes;
  }

  @Override
  public void close() {
    if (records == null) {
      return;
    }
    try {
      records.close();
    } catch (IOException nothingIsLost) {
      // It was only read from.
    }
    records = null;
  }
}
