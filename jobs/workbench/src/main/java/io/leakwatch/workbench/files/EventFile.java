package io.leakwatch.workbench.files;

import io.leakwatch.schemas.EventKind;
import io.leakwatch.workbench.CommandFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The events in one file, one after the other: an Avro container ({@code .avro}) or JSON lines
 * ({@code .jsonl}, {@code .json}, {@code .ndjson}, each also with {@code .gz}).
 *
 * <p>What cannot be read is a record with a fault, never an exception: a line that is no event, or
 * as the last record the place where a file is cut short. Start at {@link #in} for what the user
 * named on the command line, then {@link #open} each.
 */
public abstract sealed class EventFile implements Iterator<FileRecord>, AutoCloseable
    permits AvroEventFile, JsonEventFile {

  /** What other commands write next to events; no kind of event has such names. */
  private static final Set<String> NOT_EVENTS =
      Set.of("labels.jsonl", "alerts.jsonl", "dead-letters.jsonl", "summary.json");

  private final Path path;

  EventFile(Path path) {
    this.path = path;
  }

  /**
   * The event files that these inputs name: a file names itself, a folder the event files directly
   * in it, sorted by name, without those that other commands write ({@code labels.jsonl}, {@code
   * alerts.jsonl}, {@code dead-letters.jsonl}, {@code summary.json}).
   *
   * @throws CommandFault when one is not there, or a folder holds no event file
   */
  public static List<Path> in(Collection<Path> inputs) {
    List<Path> files = new ArrayList<>();
    for (Path input : inputs) {
      if (Files.isDirectory(input)) {
        files.addAll(inFolder(input));
      } else {
        requireThere(input);
        files.add(input);
      }
    }
    return files;
  }

  private static List<Path> inFolder(Path folder) {
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.filter(EventFile::isEventFile).sorted().toList();
    } catch (IOException fault) {
      throw new CommandFault("cannot list folder " + folder + ": " + fault.getMessage(), fault);
    }
    if (files.isEmpty()) {
      throw new CommandFault(
          "no event files in folder " + folder + "; their names end with " + FileFormat.NAMES);
    }
    return files;
  }

  private static boolean isEventFile(Path file) {
    String name = file.getFileName().toString();
    String unpacked =
        name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
    return Files.isRegularFile(file)
        && FileFormat.of(file).isPresent()
        && !NOT_EVENTS.contains(unpacked);
  }

  private static void requireThere(Path file) {
    if (!Files.exists(file)) {
      throw new CommandFault("there is no file " + file);
    }
  }

  /**
   * Opens an event file and finds out what kind of event is in it: by its first record or else by
   * its name, which then starts with {@code login}, {@code api} or {@code dm}.
   *
   * @throws CommandFault when it is not there, is no event file by its name, cannot be read at all,
   *     or the kind of its events cannot be told
   */
  public static EventFile open(Path file) {
    requireThere(file);
    FileFormat format =
        FileFormat.of(file)
            .orElseThrow(
                () ->
                    new CommandFault(
                        file
                            + " is not an event file: its name should end with "
                            + FileFormat.NAMES));
    return format.avro() ? AvroEventFile.of(file) : JsonEventFile.of(file);
  }

  static CommandFault unknownKind(Path file) {
    return new CommandFault(
        "cannot tell what kind of event is in "
            + file
            + ": its first record has not the required fields of a login, an API call or message"
            + " metadata; if it holds events, let its name start with login, api or dm");
  }

  /** The file. */
  public Path path() {
    return path;
  }

  /** The kind of its events; empty where there is nothing in it to tell by, and so no event. */
  public abstract Optional<EventKind> kind();

  /** Gives the file back. Closing it again does nothing. */
  @Override
  public abstract void close();
}
