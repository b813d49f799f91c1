package io.leakwatch.workbench.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an import says about what it could not do, and about finding nothing. */
class ImportRemarksTest {

  private static final String FAILED = " box sshd[31]: Failed password for root from ";

  @TempDir private Path folder;

  @Test
  void hostsWithoutAddressesAreCountedAndListed() throws IOException {
    Path hosts = folder.resolve("hosts.csv");
    Imported imported =
        Imported.sshd(
            folder,
            List.of("--hosts", hosts.toString()),
            "May 14 08:00:00" + FAILED + "dsl-7.example.net port 9 ssh2",
            "May 14 08:00:01" + FAILED + "dsl-7.example.net port 9 ssh2",
            "May 14 08:00:02" + FAILED + "UNKNOWN port 65535 ssh2",
            "May 14 08:00:03" + FAILED + "203.0.113.40 port 9 ssh2");

    String standIn = imported.addresses().get(0);
    assertThat(imported.addresses()).containsExactly(standIn, standIn, null, "203.0.113.40");
    assertThat(imported.run().err())
        .contains(
            "2 events with a host's name and no address: each host has an address of its own in")
        .contains("  " + standIn + " is dsl-7.example.net\n")
        .contains("1 event without an address, as the log has none\n");
    assertThat(hosts).hasContent("address,host,events\n" + standIn + ",dsl-7.example.net,2\n");
  }

  @Test
  void anAddressInAnotherLineOfTheConnectionIsBetterThanAName() {
    assertThat(
            Imported.sshd(
                    folder,
                    "May 14 08:00:00 box sshd[31]: Invalid user bo from 203.0.113.40 port 9",
                    "May 14 08:00:01 box sshd[31]: Failed password for invalid user bo from"
                        + " dsl-7.example.net port 9 ssh2",
                    "May 14 08:00:02 box sshd[31]: Failed password for invalid user bo from"
                        + " dsl-7.example.net port 9 ssh2")
                .addresses())
        .containsExactly("203.0.113.40", "203.0.113.40");
  }

  @Test
  void aLogWithoutAnyEventFailsAndSaysWhatItHolds() {
    String[] lines =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    "May 14 08:00:%02d box %s"
                        .formatted(
                            i % 60,
                            i % 4 == 0
                                ? "CRON[5]: session opened for root"
                                : "sshd[9]: Connection closed by 203.0.113.40 port 9 [preauth]"))
            .toArray(String[]::new);

    Imported imported = Imported.sshd(folder, lines);

    assertThat(imported.run().status()).isEqualTo(1);
    assertThat(imported.run().err())
        .isEqualTo(
            "leakwatch: no event among 40 lines; found instead: 30 x sshd: Connection closed …,"
                + " 10 x CRON; is --format sshd right, and does the log hold what was asked for?\n");
    assertThat(folder.resolve("login.jsonl")).doesNotExist();
  }

  @Test
  void aFewLinesWithoutAnEventAreAQuietDay() {
    Imported imported = Imported.sshd(folder, "May 14 08:00:00 box CRON[5]: x");

    assertThat(imported.run().status()).isZero();
    assertThat(imported.run().out()).startsWith("1 lines: 0 events in ");
  }

  @Test
  void rotatedLogsAreReadOldestFirst() throws IOException {
    List<String> files = List.of("auth.log", "auth.log.1", "auth.log.10", "auth.log.2");
    List<String> days = List.of("Jan  9", "Jan  2", "Nov 12", "Dec 28");
    for (int i = 0; i < files.size(); i++) {
      Files.writeString(
          folder.resolve(files.get(i)),
          days.get(i) + " 10:00:00" + FAILED + "203.0.113.40 port 9 ssh2\n");
    }
    Path out = folder.resolve("login.jsonl");
    Stream<Object> args =
        Stream.concat(
            Stream.of("import", "--format", "sshd", "--year", 2024, "--output", out),
            files.stream().map(folder::resolve));

    assertThat(CommandRun.of(args.toArray()).status()).isZero();

    assertThat(new Imported(null, Imported.read(out)).times())
        .containsExactly(
            "2024-11-12T10:00:00Z",
            "2024-12-28T10:00:00Z",
            "2025-01-02T10:00:00Z",
            "2025-01-09T10:00:00Z");
  }

  @Test
  void rotationKnowsNumbersAndDates() {
    List<Path> given =
        Stream.of(
                "secure",
                "secure-20240310.gz",
                "secure-20240303",
                "other.log",
                "auth.log.2.gz",
                "auth.log.11.gz",
                "auth.log")
            .map(Path::of)
            .toList();

    assertThat(Rotation.oldestFirst(given))
        .extracting(Path::toString)
        .containsExactly(
            "secure-20240303",
            "secure-20240310.gz",
            "secure",
            "other.log",
            "auth.log.11.gz",
            "auth.log.2.gz",
            "auth.log");
    assertThat(Rotation.oldestFirst(Collections.emptyList())).isEmpty();
  }

  @Test
  void aFolderGetsAFileForEachKind() {
    Path out = folder.resolve("events");
    CommandRun run =
        CommandRun.of(
            "import",
            "--format",
            "sshd",
            "--year",
            2024,
            written("May 14 08:00:00" + FAILED + "203.0.113.40 port 9 ssh2\n"),
            "--output",
            out);

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(Imported.read(out.resolve("login-events.jsonl"))).hasSize(1);
  }

  private Path written(String text) {
    try {
      return Files.writeString(folder.resolve("one.log"), text);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
