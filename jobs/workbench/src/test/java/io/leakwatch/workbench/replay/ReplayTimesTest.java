package io.leakwatch.workbench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.local.files.EventFileWriter;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** What is replayed of times in any unit and any order. */
class ReplayTimesTest extends ReplayedLogins {

  @Test
  void aFileInMicrosecondsIsDeadLettersAndAWarningWhateverSpanIsAskedFor() throws IOException {
    write("login.avro", millis -> millis * 1_000);

    CommandRun replayed = replay("--from", "2026-08-01T00:00:00Z", "--to", "2026-08-02T00:00:00Z");

    assertThat(replayed.status()).as(replayed.err()).isZero();
    assertCounted(0, EVENTS);
    assertThat(details())
        .allMatch(
            detail -> detail.contains(", which reads as microseconds, expected milliseconds"));
    assertThat(replayed.err())
        .contains(
            "leakwatch: warning: login.avro: occurred_at reads as microseconds (records refused:"
                + " 50); expected milliseconds since 1970\n");
  }

  @Test
  void aFileInSecondsIsDeadLettersAndAWarningBesideOneThatIsRight() throws IOException {
    write("login-1.jsonl.gz", millis -> millis / 1_000);
    write("login-2.jsonl", millis -> millis);

    CommandRun replayed =
        replay("--from=-1000000000-01-01T00:00:00Z", "--to=+1000000000-12-31T23:59:59Z");

    assertThat(replayed.status()).as(replayed.err()).isZero();
    assertCounted(EVENTS, EVENTS);
    assertThat(details().get(0))
        .isEqualTo(
            "occurred_at is 1785542400, which reads as seconds, expected milliseconds since 1970,"
                + " 2000 to 2100");
    assertThat(replayed.err()).contains("login-1.jsonl.gz: occurred_at reads as seconds (");
    assertThat(replayed.err()).doesNotContain("login-2");
  }

  @Test
  void timesBeyondAllMeasureAmongOthersMoveNoClock() throws IOException {
    long[] wild = {Long.MIN_VALUE, -1, 0, T * 1_000, Long.MAX_VALUE};
    try (EventFileWriter writer =
        EventFileWriter.create(events.resolve("login.avro"), EventKind.LOGIN)) {
      writer.append(login(EVENTS, Long.MAX_VALUE));
      for (int i = 0; i < EVENTS; i++) {
        writer.append(login(i, T + i * 1_000L));
        if (i < wild.length) {
          writer.append(login(EVENTS + 1 + i, wild[i]));
        }
      }
    }

    CommandRun replayed = replay();

    assertThat(replayed.status()).as(replayed.err()).isZero();
    assertCounted(EVENTS, wild.length + 1);
    assertThat(details())
        .allMatch(
            detail ->
                detail.startsWith("occurred_at is ")
                    && detail.endsWith(", expected milliseconds since 1970, 2000 to 2100"));
  }

  @Test
  void anAvroFileWhoseSchemaStatesMicrosecondsIsReadAsThat() throws IOException {
    Schema micros =
        new Schema.Parser()
            .parse(
                EventKind.LOGIN
                    .schema()
                    .toString()
                    .replace("timestamp-millis", "timestamp-micros"));
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(micros))) {
      writer.create(micros, events.resolve("login.avro").toFile());
      for (int i = 0; i < EVENTS; i++) {
        GenericRecord login = new GenericData.Record(micros);
        login.put("event_id", "e" + i);
        login.put("occurred_at", (T + i * 1_000L) * 1_000 + 7);
        login.put("action", symbol("LOGIN", micros, "action"));
        login.put("outcome", symbol("SUCCESS", micros, "outcome"));
        login.put("account_id", "ada");
        login.put("method", symbol("PASSWORD", micros, "method"));
        login.put("mfa", false);
        writer.append(login);
      }
    }

    CommandRun replayed = replay("--from", "2026-08-01T00:00:00Z", "--to", "2026-08-01T00:00:10Z");

    assertThat(replayed.status()).as(replayed.err()).isZero();
    assertCounted(10, 0);
  }

  private void writeHours(String name, boolean newestFirst) throws IOException {
    Path file = write(name, millis -> T + (millis - T) * 3_600);
    List<String> lines = Files.readAllLines(file);
    if (newestFirst) {
      Collections.reverse(lines);
      Files.write(file, lines);
    }
  }

  @Test
  void aFileMayBeInAnyOrder() throws IOException {
    writeHours("login-10.jsonl", true);
    writeHours("login-2.jsonl", false);

    CommandRun replayed = replay();

    assertThat(replayed.status()).as(replayed.err()).isZero();
    assertThat(replayed.err()).doesNotContain("late").doesNotContain("could not be read");
    assertThat(summary().path("received").asInt()).isEqualTo(2 * EVENTS);
    assertThat(summary().path("evaluated").asInt()).isEqualTo(EVENTS);
    assertThat(summary().path("duplicates").asInt()).isEqualTo(EVENTS);
    assertThat(summary().path("late").asInt()).isZero();
  }

  @Test
  void aClockThatIsWrongByYearsIsADeadLetterWhereverItStands() throws IOException {
    try (EventFileWriter writer =
        EventFileWriter.create(events.resolve("login.avro"), EventKind.LOGIN)) {
      for (int i = 0; i < EVENTS; i++) {
        if (i == EVENTS / 2) {
          writer.append(login(EVENTS, T + Duration.ofDays(4_000).toMillis()));
        }
        writer.append(login(i, T + i * 3_600_000L));
      }
    }

    CommandRun replayed = replay();

    assertThat(replayed.status()).as(replayed.err()).isZero();
    assertCounted(EVENTS, 1);
    assertThat(details())
        .singleElement()
        .asString()
        .startsWith("occurred_at is 2037-07-14T00:00:00Z, more than a year after all but a few");
  }

  private static GenericData.EnumSymbol symbol(String symbol, Schema record, String field) {
    return new GenericData.EnumSymbol(record.getField(field).schema(), symbol);
  }
}
