package io.leakwatch.console.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.console.api.SampleAlerts;
import io.leakwatch.console.api.Topics;
import io.leakwatch.console.questions.ReadFault;
import io.leakwatch.console.store.Store;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.Alert;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordReaderTest {

  private static final int HEADER = 10;

  @TempDir private Path folder;

  private static ConsumerRecord<byte[], byte[]> record(long offset, byte[] value) {
    return new ConsumerRecord<>("a-topic", 0, offset, new byte[0], value);
  }

  @Test
  void whateverBytesAreDamagedTheNextRecordIsRead() {
    Random random = new Random(7);
    RecordReader reader = new RecordReader(KafkaOptions.of("nobody:1"));
    byte[] whole = Topics.avro(SampleAlerts.alert("a").build());
    try (Store store = Store.open(folder)) {
      for (ConsoleTopic topic : ConsoleTopic.values()) {
        store.write(
            to -> {
              for (int i = 0; i < 1_000; i++) {
                byte[] damaged = whole.clone();
                for (int changes = 0; changes <= random.nextInt(4); changes++) {
                  damaged[HEADER + random.nextInt(whole.length - HEADER)] =
                      (byte) random.nextInt(256);
                }
                reader.read(topic, record(i, damaged), to, new Effects());
              }
            });
      }
      Effects effects = new Effects();
      store.write(
          to ->
              assertThat(reader.read(ConsoleTopic.ALERTS, record(1_001, whole), to, effects))
                  .isTrue());

      assertThat(effects.change().alertIds()).containsExactly("a");
      List<ReadFault> faults = store.read(ReadFault::all);
      assertThat(faults).hasSize(20).allSatisfy(each -> assertThat(each.error()).isNotBlank());
    }
  }

  @Test
  void alertsAreReadAsJsonWhereTheJobWritesThemSo() {
    RecordReader reader =
        new RecordReader(KafkaOptions.of("nobody:1").with(KafkaOptions.ALERTS_FORMAT, "json"));
    Alert alert = SampleAlerts.alert("a").build();
    byte[] json = JsonRecords.write(alert).getBytes(StandardCharsets.UTF_8);
    try (Store store = Store.open(folder)) {
      store.write(
          to -> {
            Effects effects = new Effects();
            assertThat(reader.read(ConsoleTopic.ALERTS, record(0, json), to, effects)).isTrue();
            assertThat(
                    reader.read(
                        ConsoleTopic.ALERTS_HISTORY, record(0, Topics.avro(alert)), to, effects))
                .isTrue();
            assertThat(reader.read(ConsoleTopic.ALERTS, record(1, new byte[] {'{'}), to, effects))
                .isFalse();
          });

      long revisions = store.read(sql -> sql.number("SELECT count(*) FROM revision"));
      assertThat(revisions).isEqualTo(1);
    }
  }
}
