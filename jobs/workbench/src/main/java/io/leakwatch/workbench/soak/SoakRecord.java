package io.leakwatch.workbench.soak;

import io.leakwatch.schemas.EventKind;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A record as it lies in a topic.
 *
 * @param topic of which kind of event the topic is that it lies in
 * @param value null for none
 * @param timestamp epoch milliseconds
 * @param isByBroker whether the broker's clock has stamped it, or its producer's
 */
@SuppressWarnings("ArrayRecordComponent") // handed on as it is; nobody compares these
record SoakRecord(EventKind topic, byte[] value, long timestamp, boolean isByBroker, Fate fate) {

  ConsumerRecord<byte[], byte[]> consumed(long offset) {
    return new ConsumerRecord<>(
        topic.topic(),
        0,
        offset,
        timestamp,
        isByBroker ? TimestampType.LOG_APPEND_TIME : TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        value == null ? ConsumerRecord.NULL_SIZE : value.length,
        null,
        value,
        new RecordHeaders(),
        Optional.empty());
  }
}
