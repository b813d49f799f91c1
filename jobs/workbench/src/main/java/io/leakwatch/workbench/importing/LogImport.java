package io.leakwatch.workbench.importing;

import io.leakwatch.local.files.EventFileWriter;
import io.leakwatch.local.files.Line;
import io.leakwatch.local.files.LineReader;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.workbench.importing.lines.Entry;
import io.leakwatch.workbench.importing.lines.LogFormat;
import io.leakwatch.workbench.importing.lines.Remark;
import io.leakwatch.workbench.importing.lines.YearWanted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecordBase;

/** One run of an import: logs in, events out, every line accounted for. */
public final class LogImport {

  /** From so many lines, or characters, a format sees how a file is sorted. */
  private static final int FIRST_LINES = 5_000;

  private static final int FIRST_CHARACTERS = 1 << 20;

  /** U+FEFF, which programs of Windows begin a file with. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * Where the lines went.
   *
   * @param lines all of them: those that report something, the skipped and the unreadable
   * @param events by kind; may be fewer or more than lines, as one line may report several, and
   *     several lines one
   */
  public record Tally(long lines, Map<EventKind, Long> events, long skipped, long unreadable) {

    /** Events of all kinds. */
    public long allEvents() {
      return events.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private final LogFormat format;
  private final Map<EventKind, EventFileWriter> outs;
  private final BiConsumer<String, String> unreadableAt;
  private final Map<EventKind, Long> events = new EnumMap<>(EventKind.class);
  private long lines;
  private long skipped;
  private long unreadable;

  /**
   * An import that has read nothing yet.
   *
   * @param outs where to write events; those of another kind are counted and left out
   * @param unreadableAt called for each unreadable line: its place ({@code auth.log:7}), and why
   */
  public LogImport(
      LogFormat format,
      Map<EventKind, EventFileWriter> outs,
      BiConsumer<String, String> unreadableAt) {
    this.format = format;
    this.outs = outs;
    this.unreadableAt = unreadableAt;
    outs.keySet().forEach(kind -> events.put(kind, 0L));
  }

  /**
   * Imports one more log, after those before it.
   *
   * @throws io.leakwatch.local.CommandFault when it cannot be read, or events cannot be written
   * @throws YearWanted when its lines have no year and none was given
   */
  public void read(Path log) {
    format.begins(firstLines(log));
    try (LineReader reader = LineReader.open(log)) {
      while (reader.hasNext()) {
        Line line = reader.next();
        lines++;
        Entry entry = line.fault() == null ? meaning(line) : unreadable(line);
        write(format.settled(false));
        account(log, line, entry);
      }
    }
  }

  /** Writes what the format has held back; no log follows. */
  public void end() {
    write(format.settled(true));
  }

  private static List<String> firstLines(Path log) {
    List<String> first = new ArrayList<>();
    int characters = 0;
    try (LineReader reader = LineReader.open(log)) {
      while (reader.hasNext() && first.size() < FIRST_LINES && characters < FIRST_CHARACTERS) {
        String text = text(reader.next());
        characters += text.length();
        first.add(text);
      }
    }
    return first;
  }

  /**
   * Of UTF-16, which Windows writes, lines of ASCII are read: without their zeros and their mark,
   * which is no UTF-8.
   */
  private static String text(Line line) {
    String text = line.text();
    if (text.indexOf('\0') >= 0) {
      text = text.replace("\0", "").replaceFirst("^(\\\\xF[EF])+", "").replaceFirst("\r$", "");
    }
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private Entry meaning(Line line) {
    String text = text(line);
    return text.isBlank() ? new Entry.Skipped() : format.read(line.number() + 1, text);
  }

  private static Entry unreadable(Line line) {
    return new Entry.Unreadable(line.fault());
  }

  private void account(Path log, Line line, Entry entry) {
    if (entry instanceof Entry.Events found) {
      write(found.events());
    } else if (entry instanceof Entry.Unreadable fault) {
      unreadable++;
      unreadableAt.accept(log + ":" + (line.number() + 1), fault.why());
    } else {
      skipped++;
    }
  }

  private void write(List<SpecificRecordBase> found) {
    for (SpecificRecordBase event : found) {
      EventKind kind = kind(event);
      EventFileWriter out = outs.get(kind);
      if (out == null) {
        format.remarks().count(Remark.LEFT_OUT);
      } else {
        out.append(event);
        events.merge(kind, 1L, Long::sum);
      }
    }
  }

  private static EventKind kind(SpecificRecordBase event) {
    for (EventKind kind : EventKind.values()) {
      if (kind.type().isInstance(event)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(event.getClass() + " is no event");
  }

  /** What has been read so far. */
  public Tally tally() {
    return new Tally(lines, new EnumMap<>(events), skipped, unreadable);
  }
}
