package io.leakwatch.local.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.PossibleTimes;
import io.leakwatch.pipeline.json.JsonFault;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimesTest {

  private static final long T = 1_785_542_400_123L;

  /** Behind the time, what a login cannot do without. */
  private static final String REST =
      "\"action\":\"LOGIN\",\"outcome\":\"SUCCESS\",\"account_id\":\"ada\"}";

  @TempDir private Path folder;

  private static LoginEvent login(int number) {
    return LoginEvent.newBuilder()
        .setEventId("e" + number)
        .setOccurredAt(Instant.ofEpochMilli(T + 37L * number))
        .setAction(LoginAction.LOGIN)
        .setOutcome(LoginOutcome.SUCCESS)
        .setAccountId("account-" + number)
        .build();
  }

  /** The times of the events as they are read whole. */
  private static List<Long> whole(Path path) {
    List<Long> times = new ArrayList<>();
    try (EventFile file = EventFile.open(path)) {
      file.forEachRemaining(
          record ->
              times.add(
                  record.event() == null
                      ? EventTimes.NONE
                      : EventTimes.possible(Arrival.timeOf(record.event()))));
    }
    return times;
  }

  private static List<Long> alone(Path path) {
    List<Long> times = new ArrayList<>();
    try (EventTimes file = EventTimes.open(path)) {
      while (file.advance()) {
        times.add(file.time());
        assertThat(file.bytes()).isPositive();
      }
    }
    return times;
  }

  @ParameterizedTest
  @ValueSource(strings = {"login.avro", "login.jsonl", "login.jsonl.gz"})
  void theyAreThoseOfTheEvents(String name) throws IOException {
    Path file = folder.resolve(name);
    try (EventFileWriter writer = EventFileWriter.create(file, EventKind.LOGIN)) {
      for (int i = 0; i < 5_000; i++) {
        writer.append(login(i));
      }
    }
    assertThat(alone(file)).hasSize(5_000).isEqualTo(whole(file));

    byte[] all = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(all, all.length * 2 / 3));
    List<Long> read = whole(file);
    // What is cut short ends with a record that has no time.
    assertThat(read).endsWith(EventTimes.NONE).hasSizeGreaterThan(1);
    assertThat(alone(file)).startsWith(read.subList(0, read.size() - 1).toArray(Long[]::new));
  }

  @Test
  void ofAWriterThatWritesMicrosecondsToo() throws IOException {
    String text =
        EventKind.LOGIN.schema().toString().replace("timestamp-millis", "timestamp-micros");
    Schema micros = new Schema.Parser().parse(text);
    Path file = folder.resolve("login.avro");
    try (var writer = new DataFileWriter<Object>(new GenericDatumWriter<>(micros))) {
      writer.create(micros, file.toFile());
      for (long time : new long[] {T * 1_000 + 7, T, -1}) {
        writer.append(
            new GenericRecordBuilder(micros)
                .set("event_id", "a")
                .set("occurred_at", time)
                .set("action", symbol(micros, "action", "LOGIN"))
                .set("outcome", symbol(micros, "outcome", "SUCCESS"))
                .set("account_id", "ada")
                .set("method", symbol(micros, "method", "PASSWORD"))
                .build());
      }
    }
    assertThat(alone(file)).isEqualTo(whole(file)).containsExactly(T, T, EventTimes.NONE);
  }

  private static Object symbol(Schema schema, String field, String symbol) {
    return new org.apache.avro.generic.GenericData.EnumSymbol(
        schema.getField(field).schema(), symbol);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event_id\":\"a\",\"occurred_at\":1785542400123,",
        "{\"event_id\": \"a\", \"occurred_at\": 1785542400123, ",
        "{ \"occurred_at\" : 1785542400123 , \"event_id\" : \"a\",",
        "{\"event_id\":\"a\",\"occurred_at\":\"2026-08-01T00:00:00Z\",",
        "{\"event_id\":\"a\",\"occurred_at\":\"2026-08-01T00:00:00.123Z\",",
        "{\"event_id\":\"a\",\"occurred_at\":\"2026-08-01T02:00:00+02:00\",",
        "{\"event_id\":\"a\",\"occurred_at\":\"2024-02-29T23:59:59Z\",",
        "{\"event_id\":\"a\",\"occurred_at\":\"2026-08-01T00:00:00.1234Z\",",
        "{\"event_id\":\"a\",\"occurred_at\":1785542400,",
        "{\"event_id\":\"a\\\"\",\"occurred_at\":1785542400123,",
        "\t{\"event_id\":\"a\",\t\"occurred_at\":1785542400123,",
        "\uFEFF{\"event_id\":\"a\",\"occurred_at\":1785542400123,",
        "{\"event_id\":\"a\",\"raw\":{\"occurred_at\":5},\"occurred_at\":1785542400123,",
        "{\"event_id\":\"a\",\"raw\":[\"occurred_at\",5],\"occurred_at\":1785542400123,",
        "{\"event_id\":\"\\\",\\\"occurred_at\\\":5\",\"occurred_at\":1785542400123,",
        "{\"event_id\":\"a\",\"occurred_at\":5,\"occurred_at\":1785542400123,",
        "{\"event_id\":\"a\",\"occurred_at\":5,\"occurred\\u005fat\":1785542400123,",
        "{\"event_id\":\"a\",\"mfa\":true,\"asn\":64500,\"occurred_at\":1785542400123,",
        "{\"event_id\":\"a\",\"occurred_at\":1785542400123,\"user_agent\":\"occurred_at\",",
      })
  void ofALineTheyAreWhatParsingItGives(String begin) throws JsonFault {
    byte[] line = (begin + REST).getBytes(StandardCharsets.UTF_8);
    long parsed = Arrival.timeOf(JsonRecords.read(line, LoginEvent.class));

    assertThat(new LineTime(EventKind.LOGIN).of(line)).isEqualTo(parsed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"event_id\"",
        "{\"event_id\":\"a",
        "{\"event_id\":\"a\",\"occurred_at\":",
        "{\"event_id\":\"a\",\"occurred_at\":178",
        "{\"event_id\":\"a\",\"occurred_at\":\"2026-08-0",
        "{\"event_id\":\"a\",\"occurred_at\":\"2026-02-30T00:00:00Z\"}",
        "{\"event_id\":\"a\",\"occurred_at\":\"2026-13-01T00:00:00Z\"}",
        "{\"event_id\":\"a\",\"occurred_at\":\"2026-08-01T24:00:00Z\"}",
        "{\"event_id\":\"a\",\"occurred_at\":null}",
        "[]",
        "nonsense"
      })
  void whatIsNoEventHasNone(String line) {
    long time = new LineTime(EventKind.LOGIN).of(line.getBytes(StandardCharsets.UTF_8));
    assertThat(PossibleTimes.has(time)).isFalse();
  }
}
