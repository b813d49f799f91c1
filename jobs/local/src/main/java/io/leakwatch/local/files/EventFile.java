package io.leakwatch.local.files;

import io.leakwatch.local.CommandFault;
import io.leakwatch.pipeline.json.JsonRecords.UnknownSymbols;
import io.leakwatch.schemas.EventKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;

/**
 * The events in one file, one after the other: an Avro container ({@code .avro}) or JSON lines
 * ({@code .jsonl}, {@code .json}, {@code .ndjson}, each also with {@code .gz}).
 *
 * <p>What cannot be read is a record with a fault, never an exception: a line that is no event, or
 * as the last record the place where a file is cut short. Start at {@link EventFiles#in} for what
 * the user named on the command line, then {@link #open} each.
 */
public abstract sealed class EventFile implements Iterator<FileRecord>, AutoCloseable
    permits AvroEventFile, JsonEventFile {

  private final Path path;
  private UnknownSymbols unknownSymbols = (field, symbol) -> {};

  EventFile(Path path) {
    this.path = path;
  }

  /**
   * Opens an event file and finds out what kind of event is in it: by its first record or else by
   * its name, which then starts with {@code login}, {@code api} or {@code dm}.
   *
   * @throws CommandFault when it is not there, is no event file by its name or by what is in it, or
   *     cannot be read at all
   */
  public static EventFile open(Path file) {
    if (!Files.exists(file)) {
      throw new FileFault(file, "is not there");
    }
    if (!Files.isRegularFile(file)) {
      throw new FileFault(file, "is not an event file: it is not a regular file");
    }
    FileFormat format =
        FileFormat.of(file)
            .orElseThrow(
                () ->
                    new FileFault(
                        file,
                        "is not an event file: its name should end with " + FileFormat.NAMES));
    return format.avro() ? AvroEventFile.of(file) : JsonEventFile.of(file);
  }

  /** The kind of event that a file's name says it holds; empty where it says none. */
  static Optional<EventKind> kindByName(Path file) {
    return EventKind.ofFileName(file.getFileName().toString());
  }

  /**
   * From now on, something hears of enum symbols that the schema does not know. Of Avro files
   * nobody does: their reader takes the enum's default in silence.
   */
  public void onUnknownSymbols(UnknownSymbols listener) {
    unknownSymbols = listener;
  }

  UnknownSymbols unknownSymbols() {
    return unknownSymbols;
  }

  /** The file. */
  public Path path() {
    return path;
  }

  /** The kind of its events. */
  public abstract EventKind kind();

  /** Why it may hold no events after all, to stand behind its name; empty where it surely does. */
  abstract Optional<String> doubt();

  /** Gives the file back. Closing it again does nothing. */
  @Override
  public abstract void close();
}
