package io.leakwatch.workbench.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityCommandTest {

  @TempDir private Path folder;

  @Test
  void everyDetectorHasALineAndTheInnocentDayIsTold() throws IOException {
    Path page = folder.resolve("quality.md");

    CommandRun run =
        CommandRun.of(
            "quality",
            "--seeds",
            "7",
            "--events",
            "20000",
            "--innocent-events",
            "20000",
            "--output",
            page);

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(Files.readString(page))
        .contains("| detector | seed 7 (tuned on): recall | precision | median time to detect |")
        .contains("\n- Seed 7: ", "20,000 events of a day without any attack (seed 33)")
        .contains(
            Detectors.ALL.stream().map(DetectorType::id).map("\n| %s | "::formatted).toList());
  }

  @Test
  void thePartAboutOtherWorldsOutlivesANewPage() throws IOException {
    Path page = folder.resolve("quality.md");
    Files.writeString(
        page, "# Quality\n\nOld.\n<!-- worlds:begin -->\nOf worlds.\n<!-- worlds:end -->\n");

    CommandRun run =
        CommandRun.of(
            "quality",
            "--seeds",
            "7",
            "--events",
            "5000",
            "--innocent-events",
            "5000",
            "--output",
            page);

    assertThat(run.err()).isEmpty();
    assertThat(Files.readString(page))
        .contains("| detector | seed 7 (tuned on): ")
        .doesNotContain("Old.")
        .endsWith("\n## Other worlds\n\n<!-- worlds:begin -->\nOf worlds.\n<!-- worlds:end -->\n");
  }

  @Test
  void someWorldsArePrintedAndThePageStaysAsItIs() throws IOException {
    Path page = folder.resolve("quality.md");

    CommandRun run =
        CommandRun.of(
            "quality", "--world", "no-sessions", "--worlds-events", "2000", "--output", page);

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("| detector | no-sessions |", "| session-hijack | blind |")
        .doesNotContain("Other people");
    assertThat(page).doesNotExist();
  }

  @Test
  void aWorldThatDoesNotExistIsAWrongCall() {
    CommandRun run = CommandRun.of("quality", "--world", "no-sesions");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("there is no world \"no-sesions\"; did you mean no-sessions?");
  }
}
