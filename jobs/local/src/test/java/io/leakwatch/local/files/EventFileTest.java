package io.leakwatch.local.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.leakwatch.local.CommandFault;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventFileTest {

  private static final String LOGIN =
      "{\"event_id\":\"%s\",\"occurred_at\":1,\"action\":\"LOGIN\",\"outcome\":\"SUCCESS\","
          + "\"account_id\":\"ada\"}";

  @TempDir private Path folder;

  private static LoginEvent login(int number) {
    return new LoginEvent(
        "e" + number,
        Instant.ofEpochMilli(number),
        LoginAction.LOGIN,
        LoginOutcome.SUCCESS,
        null,
        "account-" + number,
        "192.0.2.1",
        null,
        null,
        null,
        LoginMethod.PASSWORD,
        false,
        null,
        64500);
  }

  private Path write(String name, int events) {
    Path file = folder.resolve(name);
    try (EventFileWriter writer = EventFileWriter.create(file, EventKind.LOGIN)) {
      IntStream.range(0, events).forEach(number -> writer.append(login(number)));
    }
    return file;
  }

  private Path text(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines));
  }

  private static List<FileRecord> read(Path path) {
    List<FileRecord> records = new ArrayList<>();
    try (EventFile file = EventFile.open(path)) {
      file.forEachRemaining(records::add);
    }
    return records;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.avro", "a.jsonl", "a.json", "a.ndjson", "a.jsonl.gz", "a.json.gz", "A.AVRO"})
  void whatIsWrittenIsReadBackInOrder(String name) {
    Path path = write(name, 3);

    try (EventFile file = EventFile.open(path)) {
      assertThat(file.kind()).isEqualTo(EventKind.LOGIN);
      assertThat(file.path()).isEqualTo(path);
    }
    assertThat(read(path))
        .extracting(FileRecord::number, FileRecord::event, FileRecord::fault)
        .containsExactly(
            tuple(0L, login(0), null), tuple(1L, login(1), null), tuple(2L, login(2), null));
  }

  @ParameterizedTest
  @ValueSource(strings = {".avro", ".jsonl", ".jsonl.gz"})
  void theSameEventsGiveTheSameBytes(String ending) throws IOException {
    assertThat(write("one" + ending, 50))
        .hasBinaryContent(Files.readAllBytes(write("two" + ending, 50)));
  }

  @Test
  void anUnreadableLineIsAFaultWithItsNumberAndItsBytes() throws IOException {
    Path path =
        text(
            "events.jsonl",
            LOGIN.formatted("a"),
            "",
            "  ",
            "{\"event_id\":\"b\"}",
            "nonsense",
            LOGIN.formatted("c") + "\r",
            "");

    List<FileRecord> records = read(path);

    assertThat(records).extracting(FileRecord::number).containsExactly(0L, 3L, 4L, 5L);
    assertThat(records.get(1).fault()).isEqualTo("occurred_at: found nothing, expected " + MOMENT);
    assertThat(records.get(2).fault()).startsWith("not JSON at column 1: ");
    assertThat(new String(records.get(2).raw(), StandardCharsets.UTF_8)).isEqualTo("nonsense");
    assertThat(((LoginEvent) records.get(3).event()).getEventId()).isEqualTo("c");
  }

  private static final String MOMENT =
      "epoch milliseconds, or ISO-8601 with a zone such as 2026-01-31T12:00:00Z";

  @Test
  void theNameTellsTheKindWhereTheFirstRecordDoesNot() throws IOException {
    assertThat(read(text("login.jsonl", "{}", LOGIN.formatted("a"))))
        .extracting(record -> record.event() != null)
        .containsExactly(false, true);
    assertThat(read(text("other.jsonl", "{}", LOGIN.formatted("a"))))
        .extracting(record -> record.event() != null)
        .containsExactly(false, true);
  }

  @Test
  void theFirstRecordTellsMoreThanTheName() throws IOException {
    try (EventFile file = EventFile.open(text("api.jsonl", LOGIN.formatted("a")))) {
      assertThat(file.kind()).isEqualTo(EventKind.LOGIN);
    }
  }

  @Test
  void aFileWhoseKindNothingTellsIsRefused() throws IOException {
    Path path = text("alert.jsonl", "{\"alert_id\":\"a\"}");

    assertThatThrownBy(() -> EventFile.open(path))
        .isInstanceOf(CommandFault.class)
        .hasMessageStartingWith(
            path + " is not an event file: none of its first lines is a JSON object ");
  }

  @Test
  void anAvroFileWithoutEventsIsWhole() {
    assertThat(read(write("none.avro", 0))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"login-cut.avro", "login-cut.jsonl.gz"})
  void aFileThatIsCutShortEndsWithOneFaultWhereverItIsCut(String name) throws IOException {
    int events = 5_000;
    Path path = write(name, events);
    byte[] whole = Files.readAllBytes(path);
    for (int length = 1; length < whole.length; length += 1 + whole.length / 97) {
      Files.write(path, Arrays.copyOf(whole, length));

      List<FileRecord> records = read(path);

      int last = records.size() - 1;
      assertThat(last).isLessThan(events);
      assertThat(records.get(last).number()).isEqualTo(last);
      assertThat(records.get(last).fault()).as("cut after %d bytes", length).isNotNull();
      assertThat(records.subList(0, last)).allMatch(record -> record.fault() == null);
    }
  }

  @Test
  void aDamagedBlockEndsTheFileWithAFault() throws IOException {
    Path path = write("damaged.avro", 5_000);
    byte[] bytes = Files.readAllBytes(path);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 2_000, (byte) 0xff);
    Files.write(path, bytes);

    List<FileRecord> records = read(path);

    assertThat(records.get(records.size() - 1).fault()).startsWith("the file is damaged here: ");
  }

  @Test
  void aLineLongerThanAnyEventIsAFaultAndIsNotKeptWhole() throws IOException {
    Path path = text("login.jsonl", "x".repeat(3 * LineReader.LONGEST), LOGIN.formatted("a"));

    List<FileRecord> records = read(path);

    assertThat(records.get(0).fault()).isEqualTo("3145728 bytes long, expected at most 1048576");
    assertThat(records.get(0).raw()).hasSize(LineReader.LONGEST);
    assertThat(records.get(1).event()).isNotNull();
  }

  @Test
  void aFolderStandsForTheEventFilesInItByName() {
    Path second = write("login-2.jsonl", 1);
    Path first = write("login-1.avro", 1);

    assertThat(EventFiles.in(List.of(folder, second)).files())
        .containsExactly(first, second, second);
  }

  @Test
  void whatIsNotThereOrNotAnEventFileIsAFaultThatNamesIt() throws IOException {
    Path nowhere = folder.resolve("nowhere.jsonl");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path log = text("auth.log", "x");
    Path fake = text("fake.avro", "this is not an Avro container file at all");
    Path unpacked = text("login.jsonl.gz", "this is not gzip at all");

    assertFault(() -> EventFiles.in(List.of(nowhere)), "there is no file " + nowhere);
    assertFault(() -> EventFile.open(nowhere), nowhere + " is not there");
    assertFault(() -> EventFiles.in(List.of(empty)), "no event files in folder " + empty + "; ");
    assertFault(() -> EventFile.open(log), log + " is not an event file: ");
    assertFault(() -> EventFile.open(fake), fake + " is not an Avro container file, ");
    assertFault(() -> EventFile.open(unpacked), unpacked + " is not gzip, ");
  }

  private static void assertFault(ThrowingCallable call, String start) {
    assertThatThrownBy(call).isInstanceOf(CommandFault.class).hasMessageStartingWith(start);
  }

  @Test
  void anEventOfAnotherKindIsNotWritten() {
    Path path = folder.resolve("api.jsonl");
    try (EventFileWriter writer = EventFileWriter.create(path, EventKind.API)) {
      assertThatThrownBy(() -> writer.append(login(1)))
          .hasMessage(path + " holds API events, not LoginEvent");
    }
  }
}
