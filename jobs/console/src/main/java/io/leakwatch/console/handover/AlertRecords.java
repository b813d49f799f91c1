package io.leakwatch.console.handover;

import io.leakwatch.local.kafka.AlertVersions;
import io.leakwatch.pipeline.json.JsonFault;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.Alert;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.message.BinaryMessageDecoder;

/** The topic whose records are handed over, and how they are read. */
final class AlertRecords {

  private final String topic;
  private final boolean isJson;
  private final BinaryMessageDecoder<Alert> decoder = AlertVersions.decoder();

  /** OCSF cannot be read back: then the topic of all revisions is read. */
  AlertRecords(KafkaOptions kafka) {
    String format = kafka.get(KafkaOptions.ALERTS_FORMAT);
    boolean isOcsf = format.equals("ocsf");
    this.isJson = format.equals("json");
    this.topic = kafka.get(isOcsf ? KafkaOptions.ALERTS_HISTORY_TOPIC : KafkaOptions.ALERTS_TOPIC);
  }

  /** Empty where there is none that can be read. */
  String topic() {
    return topic;
  }

  /** The alert; null if the bytes are none. */
  Alert read(byte[] value) {
    try {
      return isJson ? JsonRecords.read(value, Alert.class) : decoder.decode(value);
    } catch (JsonFault | IOException | AvroRuntimeException noAlert) {
      return null;
    }
  }
}
