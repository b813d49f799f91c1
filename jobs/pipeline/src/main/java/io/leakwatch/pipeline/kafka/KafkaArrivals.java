package io.leakwatch.pipeline.kafka;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.EventDecoder;
import io.leakwatch.pipeline.decode.OrdinaryEvents;
import io.leakwatch.pipeline.decode.PartitionTime;
import io.leakwatch.pipeline.decode.Received;
import io.leakwatch.schemas.EventKind;
import java.time.Clock;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/**
 * What Kafka's records of one kind of event say, and when they arrived by the best clock there is.
 * Never throws. Not for use by several threads at once.
 */
public final class KafkaArrivals {

  private final OrdinaryEvents ordinary;
  private final EventDecoder decoder;
  private final long maxAheadMillis;
  private final Clock clock;

  /**
   * @param writers schemas of older or newer writers
   * @param maxAheadMillis an event this much ahead of its arrival is refused
   * @param looksUp whether positions and operators are added to events that have none
   * @param names whose a name is
   * @param clock our own
   */
  public KafkaArrivals(
      EventKind kind,
      List<Schema> writers,
      long maxAheadMillis,
      boolean looksUp,
      AccountNames names,
      Clock clock) {
    this.ordinary = new OrdinaryEvents(kind, maxAheadMillis, looksUp, names);
    this.decoder = new EventDecoder(kind, writers, maxAheadMillis);
    this.maxAheadMillis = maxAheadMillis;
    this.clock = clock;
  }

  /**
   * Reads one record.
   *
   * @param time of its partition, which learns of it
   */
  public Arrival of(ConsumerRecord<byte[], byte[]> record, PartitionTime time) {
    Arrival.Origin origin =
        new Arrival.Origin(
            record.topic(), record.partition(), record.offset(), record.timestamp(), time);
    long now = clock.millis();
    boolean isByBroker = record.timestampType() == TimestampType.LOG_APPEND_TIME;
    long arrivedAt = isByBroker ? record.timestamp() : Math.min(record.timestamp(), now);
    Activity activity = ordinary.read(record.value(), arrivedAt);
    Arrival arrival =
        activity == null ? decoded(origin, record, now) : new Arrival.Checked(origin, activity);
    if (arrival instanceof Arrival.Refused) {
      return arrival;
    }
    if (isByBroker) {
      time.trust(arrival.at());
      return arrival;
    }
    return judged(arrival, record, now);
  }

  private Arrival decoded(Arrival.Origin origin, ConsumerRecord<byte[], byte[]> record, long now) {
    boolean isByBroker = record.timestampType() == TimestampType.LOG_APPEND_TIME;
    return decoder.decode(
        origin,
        record.key(),
        record.value(),
        isByBroker
            ? Received.byBroker(record.timestamp())
            : Received.asStatedBefore(now, record.timestamp()));
  }

  /** The same, or a suspect, which is kept with its bytes: it may become a dead letter. */
  private Arrival judged(Arrival arrival, ConsumerRecord<byte[], byte[]> record, long now) {
    PartitionTime.Suspect suspect = arrival.origin().time().judge(arrival.at());
    return suspect == null
        ? arrival
        : new Arrival.Suspected(
            arrival, record.key(), record.value(), suspect, now - arrival.at() <= maxAheadMillis);
  }
}
