package io.leakwatch.pipeline.kafka;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.EventDecoder;
import io.leakwatch.pipeline.decode.OrdinaryEvents;
import io.leakwatch.pipeline.gaps.StalledPartitions;
import io.leakwatch.pipeline.types.InTask;
import io.leakwatch.schemas.EventKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of one topic to arrivals, with their place and Kafka's own timestamp. */
final class KafkaEvents implements KafkaRecordDeserializationSchema<Arrival> {

  /** Among a metric's variables: the job's id. */
  private static final String JOB_ID = "<job_id>";

  private final EventKind kind;
  private final ArrayList<String> writerSchemas;
  private final long maxAheadMillis;

  private final boolean looksUp;
  private final AccountNames names;
  private final Properties kafka;

  private transient PartitionProgress progress;
  private transient OrdinaryEvents ordinary;
  private transient EventDecoder decoder;

  /**
   * @param looksUp whether positions and operators are added to events that have none
   * @param names whose a name is
   * @param kafka how to reach the brokers
   */
  KafkaEvents(
      EventKind kind,
      List<Schema> writers,
      long maxAheadMillis,
      boolean looksUp,
      AccountNames names,
      Properties kafka) {
    this.names = names;
    this.looksUp = looksUp;
    this.kafka = kafka;
    this.kind = kind;
    this.writerSchemas = new ArrayList<>(writers.stream().map(Schema::toString).toList());
    this.maxAheadMillis = maxAheadMillis;
  }

  @Override
  public void open(InitializationContext context) {
    List<Schema> writers =
        writerSchemas.stream().map(text -> new Schema.Parser().parse(text)).toList();
    ordinary = new OrdinaryEvents(kind, maxAheadMillis, looksUp, names);
    decoder = new EventDecoder(kind, writers, maxAheadMillis);
    progress = new PartitionProgress();
    watchProgress(context);
  }

  private void watchProgress(InitializationContext context) {
    StallWatch watch =
        new StallWatch(
            progress,
            kafka,
            context.getMetricGroup().addGroup("leakwatch").counter("stalled_partitions"),
            StalledPartitions.of(context.getMetricGroup().getAllVariables().get(JOB_ID)));
    // A schema is not closed; the task's class loader is released when the task has ended.
    context
        .getUserCodeClassLoader()
        .registerReleaseHookIfAbsent("stall watch " + UUID.randomUUID(), watch::close);
    watch.start();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Arrival> out) {
    progress.read(record.topic(), record.partition(), record.offset());
    Arrival.Origin origin =
        new Arrival.Origin(record.topic(), record.partition(), record.offset(), record.timestamp());
    Activity activity = ordinary.read(record.value(), record.timestamp());
    out.collect(
        activity == null
            ? decoder.decode(origin, record.key(), record.value())
            : new Arrival.Checked(origin, activity));
  }

  @Override
  public TypeInformation<Arrival> getProducedType() {
    return InTask.type(Arrival.class);
  }
}
