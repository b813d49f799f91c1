package io.leakwatch.local.order;

import io.leakwatch.local.files.EventTimes;
import io.leakwatch.local.files.FileRecord;
import io.leakwatch.local.order.Timed.UnknownValue;
import io.leakwatch.pipeline.json.JsonRecords.UnknownSymbols;
import io.leakwatch.schemas.EventKind;
import java.util.ArrayList;
import java.util.List;

/**
 * A record while it is sorted on disk: its place among all others, and what it takes to read it
 * again as it stood in its file.
 *
 * @param time {@link Timed#time}
 * @param id the event's id; empty where it has no time, and so no place
 */
record RunRecord(RunFile file, long number, long time, String id, RunContent content)
    implements Comparable<RunRecord> {

  /** What a record takes in memory beside its content, roughly. */
  private static final int OVERHEAD = 200;

  /** A file that records come from. */
  record RunFile(String name, EventKind kind) {}

  static RunRecord of(RunFile file, FileRecord record) {
    long time = Timed.timeOf(record);
    String id = time == EventTimes.NONE ? "" : Timed.idOf(record.event());
    return new RunRecord(file, record.number(), time, id, RunContent.of(record));
  }

  long bytes() {
    return OVERHEAD + 2L * id.length() + content.bytes().length;
  }

  Timed timed() {
    List<UnknownValue> unknown = new ArrayList<>(0);
    return new Timed(
        file.name(),
        file.kind(),
        time,
        read((field, value) -> unknown.add(new UnknownValue(field, value))),
        unknown);
  }

  private FileRecord read(UnknownSymbols unknown) {
    return content.read(number, file.kind(), unknown);
  }

  @Override
  public int compareTo(RunRecord other) {
    if (time != other.time || time == EventTimes.NONE) {
      return Long.compare(time, other.time);
    }
    if (file.kind() != other.file.kind()) {
      return file.kind().compareTo(other.file.kind());
    }
    int byId = id.compareTo(other.id);
    return byId != 0 ? byId : byContent(other);
  }

  private int byContent(RunRecord other) {
    return Timed.byContent(read((f, v) -> {}).event(), other.read((f, v) -> {}).event());
  }
}
