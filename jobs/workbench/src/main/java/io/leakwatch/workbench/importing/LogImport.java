package io.leakwatch.workbench.importing;

import io.leakwatch.local.files.EventFileWriter;
import io.leakwatch.local.files.Line;
import io.leakwatch.local.files.LineReader;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/** One run of an import: logs in, events out, every line accounted for. */
public final class LogImport {

  /**
   * Where the lines went.
   *
   * @param lines all of them: those that gave events, the skipped and the unreadable
   * @param events may be fewer or more than lines, as one line may report several
   */
  public record Tally(long lines, long events, long skipped, long unreadable) {}

  private final LogFormat format;
  private final EventFileWriter out;
  private final BiConsumer<String, String> unreadableAt;
  private long lines;
  private long events;
  private long skipped;
  private long unreadable;

  /**
   * An import that has read nothing yet.
   *
   * @param unreadableAt called for each unreadable line: its place ({@code auth.log:7}), and why
   */
  public LogImport(LogFormat format, EventFileWriter out, BiConsumer<String, String> unreadableAt) {
    this.format = format;
    this.out = out;
    this.unreadableAt = unreadableAt;
  }

  /**
   * Imports one more log, after those before it.
   *
   * @throws io.leakwatch.local.CommandFault when it cannot be read, or events cannot be written
   * @throws YearWanted when its lines have no year and none was given
   */
  public void read(Path log) {
    try (LineReader reader = LineReader.open(log)) {
      while (reader.hasNext()) {
        Line line = reader.next();
        lines++;
        account(log, line, line.fault() == null ? meaning(line) : unreadable(line));
      }
    }
  }

  private Entry meaning(Line line) {
    return line.isBlank() ? new Entry.Skipped() : format.read(line.number() + 1, line.text());
  }

  private static Entry unreadable(Line line) {
    return new Entry.Unreadable(line.fault());
  }

  private void account(Path log, Line line, Entry entry) {
    if (entry instanceof Entry.Events found) {
      found.events().forEach(out::append);
      events += found.events().size();
    } else if (entry instanceof Entry.Unreadable fault) {
      unreadable++;
      unreadableAt.accept(log + ":" + (line.number() + 1), fault.why());
    } else {
      skipped++;
    }
  }

  /** What has been read so far. */
  public Tally tally() {
    return new Tally(lines, events, skipped, unreadable);
  }
}
