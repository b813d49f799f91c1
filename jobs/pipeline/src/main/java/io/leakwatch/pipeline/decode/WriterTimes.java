package io.leakwatch.pipeline.decode;

import io.leakwatch.schemas.EventKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The times of writers whose schema states microseconds or nanoseconds, as many programs do by
 * default. Avro reads the bare number, whatever its unit, so they are converted here.
 */
public final class WriterTimes {

  private record Converted(String name, int position, TimeUnit unit) {

    /** In milliseconds; a number that is no possible time in the writer's unit as it is. */
    long millis(long written) {
      long millis = unit.toMillis(written);
      return PossibleTimes.has(millis) ? millis : written;
    }
  }

  private final List<Converted> fields = new ArrayList<>();

  private WriterTimes() {}

  /** Those of a writer of one kind of event. */
  public static WriterTimes of(Schema writer, EventKind kind) {
    WriterTimes times = new WriterTimes();
    boolean isRecord = writer.getType() == Schema.Type.RECORD;
    for (Schema.Field read : kind.schema().getFields()) {
      Schema.Field written = isRecord ? writer.getField(read.name()) : null;
      if (written != null) {
        unit(written.schema())
            .ifPresent(unit -> times.fields.add(new Converted(read.name(), read.pos(), unit)));
      }
    }
    return times;
  }

  private static Optional<TimeUnit> unit(Schema schema) {
    Stream<Schema> branches = schema.isUnion() ? schema.getTypes().stream() : Stream.of(schema);
    return branches.map(Schema::getLogicalType).flatMap(WriterTimes::unit).findFirst();
  }

  private static Stream<TimeUnit> unit(LogicalType type) {
    if (type instanceof LogicalTypes.TimestampMicros) {
      return Stream.of(TimeUnit.MICROSECONDS);
    }
    return type instanceof LogicalTypes.TimestampNanos
        ? Stream.of(TimeUnit.NANOSECONDS)
        : Stream.empty();
  }

  /** Whether there are any. */
  public boolean areConverted() {
    return !fields.isEmpty();
  }

  /**
   * Converts the times of an event that was just read, to milliseconds. A number that is no
   * possible time in the writer's unit stays as it is.
   */
  public <E extends SpecificRecordBase> E convert(E event) {
    for (Converted field : fields) {
      if (event.get(field.position) instanceof Instant read) {
        event.put(field.position, Instant.ofEpochMilli(field.millis(read.toEpochMilli())));
      }
    }
    return event;
  }

  /**
   * Converts the bare number of one field, as {@link #convert} does.
   *
   * @param name of one of this version's fields
   */
  public long millis(String name, long written) {
    for (Converted field : fields) {
      if (field.name.equals(name)) {
        return field.millis(written);
      }
    }
    return written;
  }
}
