package io.leakwatch.workbench.alerts;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.detection.words.Shown;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.kafka.AlertVersions;
import io.leakwatch.local.kafka.TopicContents;
import io.leakwatch.pipeline.json.JsonFault;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.Alert;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The topic that a job writes its alerts to.
 *
 * @param kafka which Kafka, and how to sign in to it
 * @param isJson whether the records are JSON; else they are Avro
 */
record AlertsTopic(KafkaOptions kafka, String topic, boolean isJson) {

  /**
   * That of a configuration.
   *
   * @throws CommandFault when it is written in a format that cannot be read back
   */
  static AlertsTopic of(KafkaOptions kafka) {
    String format = kafka.get(KafkaOptions.ALERTS_FORMAT);
    if (!List.of("avro", "json").contains(format)) {
      throw new CommandFault(
          "%s is %s, which cannot be read back into alerts; only avro and json can"
              .formatted(KafkaOptions.ALERTS_FORMAT, format));
    }
    return new AlertsTopic(kafka, kafka.get(KafkaOptions.ALERTS_TOPIC), format.equals("json"));
  }

  /** The same with another name. */
  AlertsTopic named(String name) {
    return new AlertsTopic(kafka, name, isJson);
  }

  /** What was read, and what could not be; null for nothing. */
  record Read(List<StoredAlert> alerts, String warning) {}

  /**
   * The alerts that it holds at this moment.
   *
   * @throws CommandFault when it cannot be read, or none of its records is an alert
   */
  Read read() {
    Reader reader = new Reader();
    TopicContents.read(kafka, topic, reader::add);
    if (reader.faults == 0) {
      return new Read(List.copyOf(reader.alerts.all()), null);
    }
    String warning =
        "%s of topic %s cannot be read as %s alerts of this version or an earlier one, first %s"
            .formatted(
                Figures.counted(reader.faults, "record"),
                topic,
                isJson ? "JSON" : "Avro",
                reader.firstFault);
    if (reader.alerts.all().isEmpty()) {
      throw new CommandFault(
          warning + "; give --config with the alerts.format that the job was started with");
    }
    return new Read(List.copyOf(reader.alerts.all()), warning);
  }

  private final class Reader {

    private final StoredAlerts alerts = new StoredAlerts();
    private final BinaryMessageDecoder<Alert> decoder;
    private long faults;
    private String firstFault;

    private Reader() {
      decoder = AlertVersions.decoder();
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
      if (record.value() == null) {
        if (record.key() != null) {
          alerts.remove(new String(record.key(), StandardCharsets.UTF_8));
        }
        return;
      }
      try {
        Alert alert = alert(record.value());
        String json =
            isJson
                ? new String(record.value(), StandardCharsets.UTF_8).strip()
                : JsonRecords.write(alert);
        alerts.add(new StoredAlert(alert, json));
      } catch (JsonFault | IOException | AvroRuntimeException fault) {
        if (faults++ == 0) {
          firstFault =
              "partition %d, offset %d: %s"
                  .formatted(
                      record.partition(),
                      record.offset(),
                      Shown.text(String.valueOf(fault.getMessage())));
        }
      }
    }

    private Alert alert(byte[] value) throws JsonFault, IOException {
      return isJson ? JsonRecords.read(value, Alert.class) : decoder.decode(value);
    }
  }
}
