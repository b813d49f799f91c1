package io.leakwatch.benchmarks.rivals.cep;

import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records that no pattern wants: fetched and counted, not decoded. */
final class UnreadRecords implements KafkaRecordDeserializationSchema<Boolean> {

  private transient Counter taken;

  @Override
  public void open(InitializationContext context) {
    taken = Taken.counter(context);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Boolean> out) {
    taken.inc();
  }

  @Override
  public TypeInformation<Boolean> getProducedType() {
    return Types.BOOLEAN;
  }
}
