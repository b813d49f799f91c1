package io.leakwatch.traffic.worlds;

import io.leakwatch.traffic.SimulatedEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/** Clocks that show seconds: many events have the same time. */
final class WholeSeconds implements Scribe {

  private static final List<String> TIMES = List.of("occurred_at", "oldest_record_at", "record_at");

  @Override
  public void see(SimulatedEvent event, Consumer<SimulatedEvent> written) {
    SpecificRecordBase record = event.record();
    for (String name : TIMES) {
      Schema.Field field = record.getSchema().getField(name);
      if (field != null && record.get(field.pos()) instanceof Instant time) {
        record.put(field.pos(), time.truncatedTo(ChronoUnit.SECONDS));
      }
    }
    written.accept(new SimulatedEvent(event.kind(), event.at() / 1_000 * 1_000, record));
  }
}
