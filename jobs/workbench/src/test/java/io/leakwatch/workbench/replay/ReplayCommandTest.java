package io.leakwatch.workbench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReplayCommandTest extends ReplayedLogins {

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
    assertThat(replayed.err().lines().filter(line -> line.contains(" is not an event file")))
        .hasSize(2)
        .anyMatch(
            line -> line.startsWith("leakwatch: warning: " + notes + " is not an event file: "))
        .anyMatch(
            line -> line.startsWith("leakwatch: warning: " + project + " is not an event file: "))
        .allMatch(line -> line.endsWith("; skipped"));
  }

  /** Where there are logins alone. */
  @Test
  void detectorsThatSeeLittleAreNamedWithTheReason() throws IOException {
    write("login.jsonl", millis -> millis);

    CommandRun replayed = replay();

    assertThat(replayed.err().lines())
        .anyMatch(
            line ->
                line.startsWith("leakwatch: warning: call-ip-harvesting, encryption-downgrade,")
                    && line.contains("blind: there are no message events; write events with kind="))
        .anyMatch(
            line ->
                line.endsWith(
                    "'leakwatch coverage' over the same files says all" + " that is missing"));
    assertThat(summary().path("coverage"))
        .extracting(each -> each.path("detector").asText() + " " + each.path("sees").asText())
        .contains("spam-calls blind", "mass-scraping blind")
        .doesNotHaveDuplicates();
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
}
