package io.leakwatch.pipeline.kafka;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.PartitionTime;
import io.leakwatch.pipeline.decode.RawRecord;
import io.leakwatch.pipeline.decode.Received;
import io.leakwatch.pipeline.formats.EventFormat;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;

/**
 * What Kafka's records of one kind of event say, and when they arrived by the best clock there is.
 * Never throws. Not for use by several threads at once.
 */
public final class KafkaArrivals {

  private final EventFormat format;
  private final long maxAheadMillis;
  private final Clock clock;

  /**
   * @param format how the records are written
   * @param maxAheadMillis an event this much ahead of its arrival is refused
   * @param clock our own
   */
  public KafkaArrivals(EventFormat format, long maxAheadMillis, Clock clock) {
    this.format = format;
    this.maxAheadMillis = maxAheadMillis;
    this.clock = clock;
  }

  /**
   * Reads one record.
   *
   * @param time of its partition, which learns of it
   * @return null if the record is none of the events, because a mapping leaves it out
   */
  public Arrival of(ConsumerRecord<byte[], byte[]> record, PartitionTime time) {
    Arrival.Origin origin =
        new Arrival.Origin(
            record.topic(), record.partition(), record.offset(), record.timestamp(), time);
    long now = clock.millis();
    boolean isByBroker = record.timestampType() == TimestampType.LOG_APPEND_TIME;
    long arrivedAt = isByBroker ? record.timestamp() : Math.min(record.timestamp(), now);
    Activity activity = format.ordinary(record.value(), arrivedAt);
    Arrival arrival =
        activity == null ? decoded(origin, record, now) : new Arrival.Checked(origin, activity);
    if (arrival == null || arrival instanceof Arrival.Refused) {
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
    return format.read(
        raw(record, origin),
        isByBroker
            ? Received.byBroker(record.timestamp())
            : Received.asStatedBefore(now, record.timestamp()));
  }

  /** A record as formats take it. */
  public static RawRecord raw(ConsumerRecord<byte[], byte[]> record, Arrival.Origin origin) {
    return new RawRecord(
        origin, record.key(), record.value(), name -> header(record.headers(), name));
  }

  private static byte[] header(Headers headers, String name) {
    Header last = headers.lastHeader(name);
    return last == null ? null : last.value();
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
