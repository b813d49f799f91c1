package io.leakwatch.workbench.soak;

import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.PartitionTime;
import io.leakwatch.pipeline.formats.AvroFormat;
import io.leakwatch.pipeline.kafka.KafkaArrivals;
import io.leakwatch.schemas.EventKind;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The records of a plan, read as the job reads those of a Kafka; all are of one partition. */
final class SoakArrivals implements Iterator<Arrival> {

  private final SoakRecords records;
  private final Map<EventKind, KafkaArrivals> arrivals = new EnumMap<>(EventKind.class);
  private final PartitionTime time;
  private long taken;

  SoakArrivals(SoakPlan plan, JobOptions options) {
    records = new SoakRecords(plan);
    time = new PartitionTime(options.maxAhead().toMillis());
    for (EventKind kind : EventKind.values()) {
      arrivals.put(
          kind,
          new KafkaArrivals(
              new AvroFormat(
                  kind,
                  List.of(),
                  options.maxAhead().toMillis(),
                  options.geoFiles().areGiven(),
                  options.accountNames()),
              options.maxAhead().toMillis(),
              Clock.systemUTC()));
    }
  }

  @Override
  public boolean hasNext() {
    return records.hasNext();
  }

  @Override
  public Arrival next() {
    SoakRecord record = records.next();
    return arrivals.get(record.topic()).of(record.consumed(taken++), time);
  }

  /** How many records were taken. */
  long taken() {
    return taken;
  }

  /** How many records there were of each fate, so far. */
  Map<Fate, Long> fates() {
    return records.fates();
  }
}
