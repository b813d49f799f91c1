package io.leakwatch.local.files;

import io.leakwatch.pipeline.decode.WriterTimes;
import io.leakwatch.schemas.EventKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;

/** The times of events in an Avro container: of each record one field is read. */
final class AvroEventTimes extends EventTimes {

  private static final String FIELD = "occurred_at";

  /** What a record takes that cannot be measured by itself: about what all of ours do. */
  private static final int BYTES = 400;

  /** Null where there is nothing to read. */
  private final DataFileReader<IndexedRecord> records;

  private final WriterTimes times;
  private IndexedRecord record;

  private AvroEventTimes(DataFileReader<IndexedRecord> records, WriterTimes times) {
    this.records = records;
    this.times = times;
  }

  static AvroEventTimes of(Path file, EventKind kind) {
    try {
      var records =
          new DataFileReader<IndexedRecord>(
              file.toFile(), new GenericDatumReader<>(null, timeOnly(kind.schema())));
      return new AvroEventTimes(records, WriterTimes.of(records.getSchema(), kind));
    } catch (IOException | RuntimeException nothingToRead) {
      return new AvroEventTimes(null, null); // whoever reads the events says why
    }
  }

  /** The number alone, whatever its unit, of a schema of events. */
  private static Schema timeOnly(Schema events) {
    Schema.Field field = events.getField(FIELD);
    Schema.Field number = new Schema.Field(FIELD, Schema.create(Schema.Type.LONG), null, null);
    field.aliases().forEach(number::addAlias);
    Schema schema =
        Schema.createRecord(events.getName(), null, events.getNamespace(), false, List.of(number));
    events.getAliases().forEach(schema::addAlias);
    return schema;
  }

  @Override
  public boolean advance() {
    try {
      if (records == null || !records.hasNext()) {
        return false;
      }
      record = records.next(record);
      return true;
    } catch (IOException | RuntimeException | LinkageError damagedHere) {
      return false;
    }
  }

  @Override
  public long time() {
    return possible(times.millis(FIELD, (Long) record.get(0)));
  }

  @Override
  public int bytes() {
    return BYTES;
  }

  @Override
  public void close() {
    try {
      if (records != null) {
        records.close();
      }
    } catch (IOException nothingIsLost) {
      // It was only read from.
    }
  }
}
