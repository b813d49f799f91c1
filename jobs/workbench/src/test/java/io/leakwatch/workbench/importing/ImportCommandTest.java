package io.leakwatch.workbench.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.local.files.EventFile;
import io.leakwatch.local.files.FileRecord;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.workbench.CommandRun;
import io.leakwatch.workbench.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportCommandTest {

  private static final String ATTEMPT =
      "Mar  7 12:00:00 h sshd[1]: Failed password for root from 203.0.113.9 port 1 ssh2";

  @TempDir private Path folder;

  private Path log(String... lines) throws IOException {
    return Files.write(folder.resolve("auth.log"), Arrays.asList(lines));
  }

  private static <T extends SpecificRecordBase> List<T> read(Path path, Class<T> type) {
    List<T> events = new ArrayList<>();
    try (EventFile file = EventFile.open(path)) {
      while (file.hasNext()) {
        FileRecord record = file.next();
        assertThat(record.fault()).isNull();
        events.add(type.cast(record.event()));
      }
    }
    return events;
  }

  private static CommandRun sshd(Path log, Path output) {
    return CommandRun.of("import", "--format", "sshd", "--year", 2023, log, "--output", output);
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.avro", "deeper/out.jsonl", "out.jsonl.gz"})
  void everyLineIsAccountedFor(String name) throws IOException {
    Path log = log(ATTEMPT, "", "Mar  7 12:00:01 h CRON[2]: x", "what is this", ATTEMPT);
    Path output = folder.resolve(name);

    CommandRun run = sshd(log, output);

    assertThat(run.out())
        .isEqualTo("5 lines: 2 events in " + output + ", 2 lines skipped, 1 unreadable\n");
    assertThat(run.err()).isEqualTo(log + ":4: not a line of syslog, or cut short\n");
    assertThat(run.status()).isZero();
    assertThat(read(output, LoginEvent.class)).hasSize(2);
  }

  @Test
  void importingTwiceGivesTheSameFile() throws IOException {
    Path log = log(ATTEMPT, ATTEMPT);

    sshd(log, folder.resolve("one.avro"));
    sshd(Files.copy(log, folder.resolve("copy.log")), folder.resolve("two.avro"));

    assertThat(folder.resolve("one.avro")).hasSameBinaryContentAs(folder.resolve("two.avro"));
  }

  @Test
  void onlyTheFirstUnreadableLinesAreListed() throws IOException {
    List<String> lines =
        new ArrayList<>(IntStream.range(0, 14).mapToObj(i -> "noise " + i).toList());
    lines.add(ATTEMPT);

    CommandRun run = sshd(log(lines.toArray(String[]::new)), folder.resolve("out.jsonl"));

    assertThat(run.err().lines()).hasSize(11).last().isEqualTo("… and 4 more");
    assertThat(run.status()).isZero();
  }

  @Test
  void aLogOfAnotherFormatFailsAndLeavesNoFile() throws IOException {
    Path output = folder.resolve("out.jsonl");
    CommandRun run =
        CommandRun.of("import", "--format", "combined", log(ATTEMPT), "--output", output);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .endsWith("leakwatch: none of 1 line could be read; is --format combined right?\n");
    assertThat(output).doesNotExist();
  }

  @Test
  void aLogWithoutYearsNeedsOne() throws IOException {
    Path output = folder.resolve("out.jsonl");
    CommandRun run = CommandRun.of("import", "--format", "sshd", log(ATTEMPT), "--output", output);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            "leakwatch: the lines of this log have no year; give the year of its first line with --year\n");
    assertThat(output).doesNotExist();
  }

  @Test
  void wrongUseIsToldApartFromFailure() throws IOException {
    Path log = log(ATTEMPT);
    Path out = folder.resolve("out.jsonl");

    CommandRun format = CommandRun.of("import", "--format", "syslog", log, "--output", out);
    assertThat(format.status()).isEqualTo(2);
    assertThat(format.err())
        .startsWith(
            "leakwatch: unknown format syslog; --format takes one of combined, csv, json, sshd\n");

    CommandRun output = CommandRun.of("import", "--format", "sshd", log, "--output", "out.txt");
    assertThat(output.status()).isEqualTo(2);
    assertThat(output.err())
        .startsWith(
            "leakwatch: cannot choose a format for out.txt; end its name with .avro or .jsonl\n");

    CommandRun missing = sshd(folder.resolve("nowhere.log"), out);
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.err())
        .isEqualTo("leakwatch: there is no file " + folder.resolve("nowhere.log") + "\n");

    assertThat(sshd(folder, out).err())
        .isEqualTo(
            "leakwatch: " + folder + " is a folder; give the log files in it, oldest first\n");
  }

  @Test
  void aRealSshdLogIsImported() {
    Path log = SharedData.file("sshd-auth.log");
    Path output = folder.resolve("logins.avro");

    CommandRun run =
        CommandRun.of("import", "--format", "sshd", "--year", 2014, log, "--output", output);

    assertThat(run.out())
        .isEqualTo(
            "10567 lines: 1489 events in " + output + ", 9077 lines skipped, 1 unreadable\n");
    assertThat(run.err()).isEqualTo(log + ":10567: not a line of syslog, or cut short\n");
    List<LoginEvent> attacker =
        read(output, LoginEvent.class).stream()
            .filter(event -> event.getIp().equals("198.143.167.2"))
            .toList();
    assertThat(attacker).hasSize(64);
    assertThat(new HashSet<>(attacker.stream().map(LoginEvent::getAccountId).toList())).hasSize(52);
  }

  @Test
  void aRealAccessLogIsImported() {
    Path log = SharedData.file("web-access.log");
    Path output = folder.resolve("calls.avro");

    CommandRun run = CommandRun.of("import", "--format", "combined", log, "--output", output);

    assertThat(run.out())
        .isEqualTo("10000 lines: 9999 events in " + output + ", 0 lines skipped, 1 unreadable\n");
    List<ApiEvent> events = read(output, ApiEvent.class);
    assertThat(events.stream().map(ApiEvent::getIp).distinct()).hasSize(1_753);
    assertThat(
            events.stream()
                .filter(event -> event.getIp().equals("66.249.73.135"))
                .map(ApiEvent::getTargetId)
                .distinct())
        .hasSize(346);
  }
}
