package io.leakwatch.workbench.importing.mapped;

import io.leakwatch.pipeline.admit.Faults;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.PossibleTimes;
import io.leakwatch.pipeline.mapping.ContentHash;
import io.leakwatch.pipeline.mapping.Mapped;
import io.leakwatch.pipeline.mapping.Mapping;
import io.leakwatch.pipeline.mapping.Surroundings;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.workbench.importing.lines.Entry;
import io.leakwatch.workbench.importing.lines.EventIds;
import io.leakwatch.workbench.importing.lines.LogFormat;
import io.leakwatch.workbench.importing.lines.Remarks;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Records of another program, of which a mapping makes events. */
public final class MappedLog implements LogFormat {

  private final Mapping mapping;
  private final Rows rows;
  private final EventIds ids;
  private final Remarks remarks = new Remarks();

  private MappedLog(String name, Mapping mapping, Rows rows) {
    this.mapping = mapping;
    this.rows = rows;
    this.ids = new EventIds(name);
  }

  /** One JSON object a line. */
  public static MappedLog json(Mapping mapping) {
    return new MappedLog("json", mapping, new JsonRows());
  }

  /** Comma-separated values, whose first line names the columns. */
  public static MappedLog csv(Mapping mapping) {
    return new MappedLog("csv", mapping, new CsvRows());
  }

  @Override
  public List<EventKind> kinds() {
    return List.of(mapping.kind());
  }

  @Override
  public Remarks remarks() {
    return remarks;
  }

  @Override
  public void begins(List<String> lines) {
    rows.begin();
  }

  @Override
  public Entry read(long number, String line) {
    Rows.Row row = rows.read(line);
    if (row instanceof Rows.Row.Whole whole) {
      return entry(mapping.of(whole.record(), new Around(number, whole.text())));
    }
    if (row instanceof Rows.Row.Unfinished) {
      return new Entry.Events(List.of());
    }
    if (row instanceof Rows.Row.Broken broken) {
      return new Entry.Unreadable(broken.why());
    }
    remarks.skipped("names of columns");
    return new Entry.Skipped();
  }

  private Entry entry(Mapped mapped) {
    if (mapped instanceof Mapped.Event found) {
      long at = Arrival.timeOf(found.event());
      String fault =
          PossibleTimes.has(at) ? Faults.of(found.event()) : PossibleTimes.fault("occurred_at", at);
      return fault == null ? new Entry.Events(List.of(found.event())) : new Entry.Unreadable(fault);
    }
    if (mapped instanceof Mapped.Unreadable fault) {
      // It quotes words, times and numbers that the mapping does not know, and no free text.
      return new Entry.Unreadable(fault.why());
    }
    remarks.skipped("records that the mapping leaves out");
    return new Entry.Skipped();
  }

  private final class Around implements Surroundings {

    private final long number;
    private final String text;

    private Around(long number, String text) {
      this.number = number;
      this.text = text;
    }

    @Override
    public String header(String name) {
      return null;
    }

    @Override
    public String key() {
      return null;
    }

    @Override
    public String place() {
      return ids.of(number, text, 0);
    }

    @Override
    public String content() {
      return ContentHash.of(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
