package io.leakwatch.workbench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.local.files.EventFileWriter;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long T = Instant.parse("2026-08-01T00:00:00Z").toEpochMilli();
  private static final int EVENTS = 50;

  @TempDir private Path folder;

  private Path events;
  private Path run;

  @BeforeEach
  void makeFolder() throws IOException {
    events = Files.createDirectory(folder.resolve("events"));
    run = folder.resolve("run");
  }

  private static LoginEvent login(int number, long at) {
    return LoginEvent.newBuilder()
        .setEventId("e" + number)
        .setOccurredAt(Instant.ofEpochMilli(at))
        .setAction(LoginAction.LOGIN)
        .setOutcome(LoginOutcome.SUCCESS)
        .setAccountId("account-" + number)
        .build();
  }

  /** A file of logins a second apart, in the unit that milliseconds are turned into. */
  private Path write(String name, LongUnaryOperator unit) {
    Path file = events.resolve(name);
    try (EventFileWriter writer = EventFileWriter.create(file, EventKind.LOGIN)) {
      for (int i = 0; i < EVENTS; i++) {
        writer.append(login(i, unit.applyAsLong(T + i * 1_000L)));
      }
    }
    return file;
  }

  private CommandRun replay(Object... more) {
    List<Object> args = new ArrayList<>(List.of("replay", events, "--output", run));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray());
  }

  private JsonNode summary() throws IOException {
    return JSON.readTree(run.resolve("summary.json").toFile());
  }

  private void assertCounted(int evaluated, int deadLettered) throws IOException {
    assertThat(summary().path("received").asInt()).isEqualTo(evaluated + deadLettered);
    assertThat(summary().path("evaluated").asInt()).isEqualTo(evaluated);
    assertThat(summary().path("dead_lettered").asInt()).isEqualTo(deadLettered);
    assertThat(details()).hasSize(deadLettered);
  }

  private List<String> details() throws IOException {
    return Files.readAllLines(run.resolve("dead-letters.jsonl")).stream()
        .map(ReplayCommandTest::detail)
        .toList();
  }

  private static String detail(String line) {
    try {
      return JSON.readTree(line).path("detail").asText();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

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

  @Test
  void inAFolderWhatIsNoEventFileIsSkippedWithAWarningAndListed() throws IOException {
    write("login.jsonl", millis -> millis);
    Path notes = Files.writeString(events.resolve("dm-notes.txt"), "not to be read");
    Path project = Files.writeString(events.resolve("package.json"), "{\n  \"name\": \"x\"\n}\n");

    CommandRun replayed = replay();

    assertThat(replayed.status()).as(replayed.err()).isZero();
    assertCounted(EVENTS, 0);
    assertThat(summary().path("skipped_files"))
        .extracting(file -> file.path("file").asText())
        .containsExactly(notes.toString(), project.toString());
    assertThat(summary().path("skipped_files"))
        .extracting(file -> file.path("reason").asText())
        .allMatch(reason -> reason.startsWith("is not an event file: "));
    assertThat(replayed.err().lines())
        .hasSize(2)
        .anyMatch(
            line -> line.startsWith("leakwatch: warning: " + notes + " is not an event file: "))
        .anyMatch(
            line -> line.startsWith("leakwatch: warning: " + project + " is not an event file: "))
        .allMatch(line -> line.endsWith("; skipped"));
  }

  @Test
  void aFileThatIsNamedAndNoEventFileIsAnErrorWithItsName() throws IOException {
    Path project = Files.writeString(folder.resolve("api.json"), "{\n  \"name\": \"x\"\n}\n");
    write("login.jsonl", millis -> millis);

    CommandRun replayed = replay(project);

    assertThat(replayed.status()).isEqualTo(1);
    assertThat(replayed.err().lines())
        .singleElement()
        .asString()
        .startsWith("leakwatch: " + project + " is not an event file: ");
    assertThat(run).doesNotExist();
  }

  /**
   * Hours of logins, an hour apart in the file, so that none would be early enough for any other.
   */
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
    assertThat(replayed.err()).isEmpty();
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

  @Test
  void whereThereAreNoEventsNothingIsCounted() throws IOException {
    Files.createFile(events.resolve("login.jsonl"));
    CommandRun empty = replay();
    assertThat(empty.status()).as(empty.err()).isZero();
    assertCounted(0, 0);
    assertThat(summary().path("skipped_files")).isEmpty();

    write("login.jsonl", millis -> millis);
    CommandRun outside = replay("--overwrite", "--to", "2026-07-31T00:00:00Z");
    assertThat(outside.status()).as(outside.err()).isZero();
    assertCounted(0, 0);
  }

  @Test
  void resultsOfAnEarlierRunAreNotTouched() throws IOException {
    write("login.jsonl", millis -> millis);
    assertThat(replay().status()).isZero();

    CommandRun again = replay();
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err())
        .isEqualTo(
            "leakwatch: "
                + run.resolve("alerts.jsonl")
                + " is there already, from an earlier run; give another folder with --output, or"
                + " replace it with --overwrite\n");
    assertThat(replay("--overwrite").status()).isZero();
  }

  @Test
  void aSpanThatHoldsNothing() throws IOException {
    write("login.jsonl", millis -> millis);

    CommandRun turned = replay("--from", "2026-08-02", "--to", "2026-08-01");
    assertThat(turned.status()).isEqualTo(2);
    assertThat(turned.err())
        .isEqualTo(
            """
            leakwatch: --from 2026-08-02T00:00:00Z is not before --to 2026-08-01T00:00:00Z; no event can lie between
            Try 'leakwatch replay --help'.
            """);
    CommandRun beyond = replay("--from", "2031-01-01");
    assertThat(beyond.status()).isZero();
    assertThat(beyond.err())
        .contains("warning: no event lies between --from 2031-01-01T00:00:00Z and --to (open)");
    CommandRun word = replay("--from", "yesterday");
    assertThat(word.status()).isEqualTo(2);
    assertThat(word.err()).contains("'yesterday' is no moment; write a day such as 2026-01-05");
  }

  @Test
  void valuesThatNobodyKnowsAreCountedByField() throws IOException {
    Path file = write("login.jsonl", millis -> millis);
    Files.writeString(
        file, Files.readString(file).replace("\"action\":\"LOGIN\"", "\"action\":\"SIGN_IN\""));

    CommandRun replayed = replay();

    assertThat(replayed.status()).as(replayed.err()).isZero();
    assertThat(summary().path("unknown_values").path("action: SIGN_IN").asLong()).isPositive();
    assertThat(replayed.err()).contains("action: SIGN_IN is no value that is known, in ");
  }

  @Test
  void aFileThatTurnsBadIsReadUpToThereAndIsADeadLetter() throws IOException {
    Path file = write("login.jsonl.gz", millis -> millis);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));

    CommandRun replayed = replay();

    assertThat(replayed.status()).as(replayed.err()).isZero();
    assertThat(details()).singleElement().asString().startsWith("the file is cut short or damaged");
    assertThat(summary().path("skipped_files")).isEmpty();
  }

  private static GenericData.EnumSymbol symbol(String symbol, Schema record, String field) {
    return new GenericData.EnumSymbol(record.getField(field).schema(), symbol);
  }
}
