package io.leakwatch.workbench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocsCommandTest {

  private static final String ROOM =
      "jobs/detectors/src/main/java/io/leakwatch/detectors/massscraping/README.md";

  @TempDir private Path copy;

  /** A checkout with a catalogue, one room and a front page. */
  private void checkout() throws IOException {
    write(
        "jobs/detectors/src/main/java/io/leakwatch/detectors/Detectors.java",
        "the catalogue is here");
    write(
        ROOM,
        "# Mass scraping\n<!-- options:begin -->\nstale table\n<!-- options:end -->\nby hand\n");
    write("README.md", "hello\n<!-- catalogue:begin -->\n<!-- catalogue:end -->\nbye\n");
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(copy.resolve(file).getParent());
    Files.writeString(copy.resolve(file), text);
  }

  private String read(String file) throws IOException {
    return Files.readString(copy.resolve(file));
  }

  @Test
  void pagesOfThisCheckoutAreUpToDate() throws IOException {
    Path root = Path.of(System.getProperty("leakwatch.root", "../.."));

    assertThat(new GeneratedPages(root).stale().stream().map(GeneratedPages.Page::file))
        .as("stale pages; run ./leakwatch docs")
        .isEmpty();
  }

  @Test
  void whatIsGeneratedIsWrittenAndTheRestIsKept() throws IOException {
    checkout();

    CommandRun first = CommandRun.of("docs", "--root", copy);
    CommandRun second = CommandRun.of("docs", "--root", copy);

    assertThat(first.out().lines())
        .containsExactly(
            "written: docs/detectors.md",
            "written: docs/metrics.md",
            "written: docs/options.md",
            "written: docs/what-to-log.md",
            "written: " + ROOM,
            "written: README.md");
    assertThat(second.out()).isEqualToIgnoringNewLines("every page is up to date");
    assertThat(read(ROOM))
        .startsWith("# Mass scraping\n<!-- options:begin -->\n| option | value | default | why |\n")
        .endsWith("|\n<!-- options:end -->\nby hand\n")
        .doesNotContain("stale table");
    assertThat(read("README.md"))
        .contains("| [mass-scraping](" + ROOM + ") |")
        .contains("[options](docs/options.md)")
        .endsWith("<!-- catalogue:end -->\nbye\n");
    assertThat(read("docs/metrics.md"))
        .contains(
            "| `dead_letters` | counter | `reason` | `admit-…`, `watch`, `answered`, `raise`,")
        .contains("| `leakwatch_topic_field_carrying` | evaluated events that carry a field |")
        .contains("| `records_lag` | gauge, records | `topic`, `partition` | `decode-…` |");
    assertThat(read("docs/options.md"))
        .contains("| `detectors.mass-scraping.min-targets` | whole number (targets), 10 to 1000000")
        .contains("| `kafka.group-id` | text | `leakwatch` |");
  }

  @Test
  void folderThatIsNoCheckoutIsRefused() {
    CommandRun run = CommandRun.of("docs", "--root", copy);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("is not the root of a checkout").hasLineCount(1);
  }
}
