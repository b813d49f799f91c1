package io.leakwatch.pipeline.kafka;

import io.leakwatch.detection.Activity;
import io.leakwatch.pipeline.Arrival;
import io.leakwatch.pipeline.codec.EventDecoder;
import io.leakwatch.pipeline.codec.EventKind;
import io.leakwatch.pipeline.codec.OrdinaryEvents;
import io.leakwatch.pipeline.types.InTask;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of one topic to arrivals, with their place and Kafka's own timestamp. */
final class KafkaEvents implements KafkaRecordDeserializationSchema<Arrival> {

  private final EventKind kind;
  private final ArrayList<String> writerSchemas;
  private final long maxAheadMillis;

  private final boolean looksUp;

  private transient OrdinaryEvents ordinary;
  private transient EventDecoder decoder;

  /**
   * @param looksUp whether positions and operators are added to events that have none
   */
  KafkaEvents(EventKind kind, List<Schema> writers, long maxAheadMillis, boolean looksUp) {
    this.looksUp = looksUp;
    this.kind = kind;
    this.writerSchemas = new ArrayList<>(writers.stream().map(Schema::toString).toList());
    this.maxAheadMillis = maxAheadMillis;
  }

  @Override
  public void open(InitializationContext context) {
    List<Schema> writers =
        writerSchemas.stream().map(text -> new Schema.Parser().parse(text)).toList();
    ordinary = new OrdinaryEvents(kind, maxAheadMillis, looksUp);
    decoder = new EventDecoder(kind, writers, maxAheadMillis);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Arrival> out) {
    Arrival.Origin origin =
        new Arrival.Origin(record.topic(), record.partition(), record.offset(), record.timestamp());
    Activity activity = ordinary.read(record.value(), record.timestamp());
    out.collect(
        activity == null
            ? decoder.decode(origin, record.key(), record.value())
            : Arrival.of(origin, activity));
  }

  @Override
  public TypeInformation<Arrival> getProducedType() {
    return InTask.type(Arrival.class);
  }
}
