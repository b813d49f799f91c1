package io.leakwatch.benchmarks.rivals.cep;

import io.leakwatch.pipeline.decode.SingleObject;
import io.leakwatch.pipeline.types.InTask;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records in Avro single-object encoding to events. What cannot be read ends the job, as it does
 * with Flink's own Avro formats.
 */
final class AvroRecords<E extends SpecificRecordBase>
    implements KafkaRecordDeserializationSchema<E> {

  private final Class<E> type;

  private transient DatumReader<E> reader;
  private transient BinaryDecoder decoder;
  private transient long fingerprint;
  private transient Counter taken;

  AvroRecords(Class<E> type) {
    this.type = type;
  }

  @Override
  @SuppressWarnings("unchecked") // Avro makes readers of whatever the data holds
  public void open(InitializationContext context) {
    TrustedSchemas.trust();
    SpecificData data = SpecificData.getForClass(type);
    Schema schema = data.getSchema(type);
    reader = data.createDatumReader(schema);
    fingerprint = SchemaNormalization.parsingFingerprint64(schema);
    taken = Taken.counter(context);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<E> out)
      throws IOException {
    byte[] bytes = record.value();
    if (!SingleObject.isMarked(bytes) || SingleObject.fingerprint(bytes) != fingerprint) {
      throw new IOException("a record of %s is no %s".formatted(record.topic(), type.getName()));
    }
    decoder =
        DecoderFactory.get()
            .binaryDecoder(
                bytes,
                SingleObject.HEADER_LENGTH,
                bytes.length - SingleObject.HEADER_LENGTH,
                decoder);
    out.collect(reader.read(null, decoder));
    taken.inc();
  }

  @Override
  public TypeInformation<E> getProducedType() {
    return InTask.type(type);
  }
}
