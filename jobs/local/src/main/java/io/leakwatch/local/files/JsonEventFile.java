package io.leakwatch.local.files;

import io.leakwatch.pipeline.json.JsonFault;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.EventKind;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** Events as JSON lines. */
final class JsonEventFile extends EventFile {

  /** How many records are looked at for the kind, where the first does not show it. */
  private static final int LOOK_AHEAD = 100;

  private final LineReader lines;
  private final Queue<Line> lookedAt = new ArrayDeque<>();
  private final EventKind kind;
  private String doubt;

  private JsonEventFile(Path path, LineReader lines) {
    super(path);
    this.lines = lines;
    this.kind = findKind();
  }

  static JsonEventFile of(Path path) {
    LineReader lines = LineReader.open(path);
    try {
      return new JsonEventFile(path, lines);
    } catch (RuntimeException fault) {
      lines.close();
      throw fault;
    }
  }

  /**
   * The kind of the first record that has all the required fields of one, or else of the name, if
   * at least one record has something of that kind: a list of packages may be called api.json.
   */
  private EventKind findKind() {
    Optional<EventKind> byName = kindByName(path());
    boolean isLike = false;
    for (Optional<Line> line = look(); line.isPresent(); line = look()) {
      Set<String> names = JsonRecords.fieldNames(line.get().bytes());
      Optional<EventKind> byRecord = EventKind.ofFieldNames(names);
      if (byRecord.isPresent()) {
        return byRecord.get();
      }
      isLike |= byName.isPresent() && byName.get().isLike(names);
    }
    if (byName.isPresent() && isLike) {
      doubt =
          ("is read as %s because of its name, but none of its first records has all the fields"
                  + " of such an event")
              .formatted(byName.get().topic());
      return byName.get();
    }
    return byName
        .filter(kind -> lookedAt.stream().allMatch(line -> line.fault() != null))
        .orElseThrow(this::noEvents);
  }

  /** One more line; empty when there are no more, or enough was looked at. */
  private Optional<Line> look() {
    Optional<Line> line = lookedAt.size() < LOOK_AHEAD ? nextLine() : Optional.empty();
    line.ifPresent(lookedAt::add);
    return line;
  }

  /** Why there is nothing in what was looked at. */
  private FileFault noEvents() {
    if (lookedAt.isEmpty()) {
      return FileFault.empty(path());
    }
    Line first = lookedAt.element();
    if (lookedAt.size() == 1 && first.fault() != null) {
      return new FileFault(path(), "cannot be read: " + first.fault());
    }
    return new FileFault(
        path(),
        "is not an event file: none of its first lines is a JSON object with the required fields of"
            + " a login, an API call or message metadata; write one object on each line");
  }

  private Optional<Line> nextLine() {
    while (lines.hasNext()) {
      Line line = lines.next();
      if (!line.isBlank() || line.fault() != null) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  @Override
  public EventKind kind() {
    return kind;
  }

  @Override
  Optional<String> doubt() {
    return Optional.ofNullable(doubt);
  }

  @Override
  public boolean hasNext() {
    if (lookedAt.isEmpty()) {
      nextLine().ifPresent(lookedAt::add);
    }
    return !lookedAt.isEmpty();
  }

  @Override
  public FileRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Line line = lookedAt.remove();
    if (line.fault() != null) {
      return FileRecord.fault(line.number(), line.fault(), line.bytes());
    }
    try {
      var event = JsonRecords.read(line.bytes(), kind.type(), unknownSymbols());
      return FileRecord.event(line.number(), event, line.bytes());
    } catch (JsonFault fault) {
      return FileRecord.fault(line.number(), fault.getMessage(), line.bytes());
    }
  }

  @Override
  public void close() {
    lines.close();
  }
}
