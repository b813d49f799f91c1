package io.leakwatch.pipeline.kafka;

import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.PartitionTime;
import io.leakwatch.pipeline.formats.SourceFormat;
import io.leakwatch.pipeline.gaps.StalledPartitions;
import io.leakwatch.pipeline.metrics.JobMetric;
import io.leakwatch.pipeline.registry.SchemaIds;
import io.leakwatch.pipeline.types.InTask;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Records of one topic to arrivals, with their place and Kafka's own timestamp. */
final class KafkaEvents implements KafkaRecordDeserializationSchema<Arrival> {

  /** Among a metric's variables: the job's id. */
  private static final String JOB_ID = "<job_id>";

  private static final String OPERATOR_ID = "<operator_id>";
  private static final String ATTEMPT = "<task_attempt_num>";

  private final SourceFormat format;
  private final long maxAheadMillis;

  private final boolean looksUp;
  private final AccountNames names;
  private final Properties kafka;
  private final Clock clock;

  private transient MetricGroup metrics;
  private transient StallWatch watch;
  private transient PartitionProgress progress;

  /** Records of other programs that a mapping says are no events: they are not received. */
  private transient Counter leftOut;

  private transient KafkaArrivals arrivals;
  private transient Map<TopicPartition, PartitionTime> times;
  private transient String lastTopic;
  private transient int lastPartition;
  private transient PartitionTime lastTime;

  /**
   * @param format how they are written
   * @param looksUp whether positions and operators are added to events that have none
   * @param names whose a name is
   * @param kafka how to reach the brokers
   */
  KafkaEvents(
      SourceFormat format,
      long maxAheadMillis,
      boolean looksUp,
      AccountNames names,
      Properties kafka) {
    this(format, maxAheadMillis, looksUp, names, kafka, Clock.systemUTC());
  }

  /**
   * @param clock our own
   */
  KafkaEvents(
      SourceFormat format,
      long maxAheadMillis,
      boolean looksUp,
      AccountNames names,
      Properties kafka,
      Clock clock) {
    this.clock = clock;
    this.names = names;
    this.looksUp = looksUp;
    this.kafka = kafka;
    this.format = format;
    this.maxAheadMillis = maxAheadMillis;
  }

  @Override
  public void open(InitializationContext context) {
    arrivals =
        new KafkaArrivals(
            format.open(maxAheadMillis, looksUp, names, SchemaIds.Patience.OF_A_JOB),
            maxAheadMillis,
            clock);
    leftOut = JobMetric.LEFT_OUT.counter(context.getMetricGroup());
    progress = new PartitionProgress();
    times = new HashMap<>();
    watchProgress(context);
  }

  private void watchProgress(InitializationContext context) {
    Map<String, String> task = context.getMetricGroup().getAllVariables();
    metrics = context.getMetricGroup();
    watch =
        new StallWatch(
            progress,
            kafka,
            JobMetric.STALLED_PARTITIONS.counter(metrics),
            StalledPartitions.of(task.get(JOB_ID)));
    // A schema is not closed. The class loader is released when all tasks of the job have left this
    // process, and not where they only begin anew.
    context
        .getUserCodeClassLoader()
        .registerReleaseHookIfAbsent("stall watch " + UUID.randomUUID(), watch::close);
    watch.startFor(
        new StallWatch.Attempt(task.get(JOB_ID), task.get(OPERATOR_ID), task.get(ATTEMPT)));
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Arrival> out) {
    progress.read(record.topic(), record.partition(), record.offset());
    Arrival arrival = arrivals.of(record, timeOf(record.topic(), record.partition()));
    if (arrival == null) {
      leftOut.inc();
    } else {
      out.collect(arrival);
    }
  }

  private PartitionTime timeOf(String topic, int partition) {
    if (lastTime == null || partition != lastPartition || !topic.equals(lastTopic)) {
      lastTopic = topic;
      lastPartition = partition;
      lastTime = times.computeIfAbsent(new TopicPartition(topic, partition), this::newTimeOf);
    }
    return lastTime;
  }

  private PartitionTime newTimeOf(TopicPartition partition) {
    PartitionTime time = new PartitionTime(maxAheadMillis);
    String[] labels = {partition.topic(), Integer.toString(partition.partition())};
    JobMetric.RECORDS_LAG.gauge(metrics, () -> progress.waiting(partition), labels);
    JobMetric.STALLED.gauge(metrics, () -> watch.isStalled(partition) ? 1 : 0, labels);
    JobMetric.EVENT_TIME_LAG_MS.gauge(metrics, () -> lag(time.newest()), labels);
    return time;
  }

  private long lag(long newest) {
    return newest == Long.MIN_VALUE ? 0 : clock.millis() - newest;
  }

  @Override
  public TypeInformation<Arrival> getProducedType() {
    return InTask.type(Arrival.class);
  }
}
