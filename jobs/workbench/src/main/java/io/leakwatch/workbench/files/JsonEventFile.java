package io.leakwatch.workbench.files;

import io.leakwatch.pipeline.json.JsonFault;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.EventKind;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;

/** Events as JSON lines. */
final class JsonEventFile extends EventFile {

  /** How many records are looked at for the kind, where neither the first nor the name tells. */
  private static final int LOOK_AHEAD = 100;

  private final LineReader lines;
  private final Queue<Line> lookedAt = new ArrayDeque<>();
  private final Optional<EventKind> kind;

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

  /** The first record, or else the name, or else the first record that tells. */
  private Optional<EventKind> findKind() {
    Optional<EventKind> byName = EventKind.ofFileName(path().getFileName().toString());
    while (lookedAt.size() < LOOK_AHEAD) {
      Optional<Line> line = nextLine();
      if (line.isEmpty()) {
        break;
      }
      lookedAt.add(line.get());
      Optional<EventKind> byRecord = JsonRecords.kindOf(line.get().bytes());
      if (byRecord.isPresent() || byName.isPresent()) {
        return byRecord.or(() -> byName);
      }
    }
    if (lookedAt.stream().anyMatch(line -> line.fault() == null)) {
      throw unknownKind(path());
    }
    return byName;
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
  public Optional<EventKind> kind() {
    return kind;
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
      var event = JsonRecords.read(line.bytes(), kind.orElseThrow().type());
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
