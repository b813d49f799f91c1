package io.leakwatch.workbench.docs;

import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.option.OptionTable;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.RuntimeOptions;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.pipeline.kafka.Transactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Pages, and parts of pages, that are written from the code, so that they cannot say anything else
 * than it does.
 */
public final class GeneratedPages {

  private static final String ROOMS = "jobs/detectors/src/main/java/io/leakwatch/detectors/";

  /** Stands at the top of each. */
  public static final String NOTICE =
      "<!-- Written by ./leakwatch docs from the code; change it there. -->\n";

  /**
   * A file and what it should hold.
   *
   * @param file from the checkout's root
   */
  public record Page(Path file, String text) {}

  /** A command that has pages of its own. */
  public interface Writer {
    /** They, as they should be. */
    List<Page> pages();
  }

  private final Path root;
  private final List<Page> more;

  /**
   * @param root of a checkout
   */
  public GeneratedPages(Path root) {
    this(root, List.of());
  }

  /**
   * Likewise.
   *
   * @param more pages of modules that this one does not know
   */
  public GeneratedPages(Path root, List<Page> more) {
    this.root = root;
    this.more = List.copyOf(more);
  }

  /** All of them, as they should be; a page that is only generated in part keeps the rest. */
  public List<Page> all() throws IOException {
    List<Page> pages = new ArrayList<>(more);
    pages.add(new Page(Path.of("docs/detectors.md"), detectors()));
    pages.add(new Page(Path.of("docs/metrics.md"), MetricsPage.text(NOTICE)));
    pages.add(new Page(Path.of("docs/options.md"), options()));
    pages.add(new Page(Path.of("docs/what-to-log.md"), whatToLog()));
    for (DetectorType type : Detectors.ALL) {
      Path readme = Path.of(folderOf(type), "README.md");
      if (Files.exists(root.resolve(readme))) {
        String page = Files.readString(root.resolve(readme));
        String table = OptionTable.of("", type.options());
        pages.add(new Page(readme, MarkedPart.replaced(page, "options", table)));
      }
    }
    Path readme = Path.of("README.md");
    if (Files.exists(root.resolve(readme))) {
      String page = Files.readString(root.resolve(readme));
      pages.add(new Page(readme, MarkedPart.replaced(page, "catalogue", catalogue("docs/", ""))));
    }
    return pages;
  }

  /** Those that are not as they should be. */
  public List<Page> stale() throws IOException {
    List<Page> stale = new ArrayList<>();
    for (Page page : all()) {
      Path file = root.resolve(page.file());
      if (!Files.exists(file) || !Files.readString(file).equals(page.text())) {
        stale.add(page);
      }
    }
    return stale;
  }

  /** Writes those that are stale, and says which they were. */
  public List<Page> write() throws IOException {
    List<Page> stale = stale();
    for (Page page : stale) {
      Path file = root.resolve(page.file());
      Files.createDirectories(file.getParent());
      Files.writeString(file, page.text());
    }
    return stale;
  }

  /**
   * Puts what a demo shows into README.md. That is no part of {@link #all}: no two runs show the
   * same.
   */
  Page writeDemo(String excerpt) throws IOException {
    Path readme = Path.of("README.md");
    String page = Files.readString(root.resolve(readme));
    String part = "```\n" + excerpt + "```\n";
    Page written = new Page(readme, MarkedPart.replaced(page, "demo", part));
    Files.writeString(root.resolve(readme), written.text());
    return written;
  }

  private static String folderOf(DetectorType type) {
    return ROOMS + type.profile().folder();
  }

  private static String whatToLog() {
    return new WhatToLogPage(Detectors.ALL, WhatToLogPage.Measured.NOTHING)
        .text(NOTICE, "../" + ROOMS);
  }

  private static String detectors() {
    return "# Detectors\n\n"
        + NOTICE
        + """

        Each detector has its own page, in the folder with its code and its cases: what it sees, why it matters, how it
        decides, its blind spots, how to tune it and what to do. `./leakwatch detectors ID` prints it.

        """
        + catalogue("", "../");
  }

  /**
   * The catalogue as a table.
   *
   * @param toDocs how docs/ is reached from the page
   * @param toRoot how the root is reached from the page
   */
  private static String catalogue(String toDocs, String toRoot) {
    StringBuilder table =
        new StringBuilder(
            """
            | detector | what it catches | about | first severity | ATT&CK | reads |
            |---|---|---|---|---|---|
            """);
    for (DetectorType type : Detectors.ALL) {
      DetectorProfile profile = type.profile();
      table
          .append("| [%s](%s%s/README.md)".formatted(type.id(), toRoot, folderOf(type)))
          .append(" | ")
          .append(profile.summary())
          .append(" | ")
          .append(
              profile.subjects().stream()
                  .map(subject -> subject.name().toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(", ")))
          .append(" | ")
          .append(profile.severity())
          .append(" | ")
          .append(String.join(", ", profile.attack()))
          .append(" | ")
          .append(String.join(", ", profile.reads()))
          .append(" |\n");
    }
    return table + "\nEvery option: [options](%soptions.md).\n".formatted(toDocs);
  }

  private static String options() {
    StringBuilder page = new StringBuilder("# Options\n\n" + NOTICE);
    page.append(
        """

        One YAML file, given with `--config`. Keys may be nested or dotted. The job does not start with an unknown key, a
        wrong type or a value out of range; it lists all faults together. Durations are written `250ms`, `10s`, `5m`, `3h` or
        `2d`.

        ```yaml
        time.lateness: 5m
        detectors:
          credential-stuffing:
            min-accounts: 8
            mode: shadow
        ```

        In every value, `${NAME}` stands for an environment variable and `${file:/path}` for what a file holds, so that the
        configuration holds no secrets; `$${` is `${` as it stands. [`kafka.md`](kafka.md#secrets) says more.

        The same file may hold the console's keys: [`console-options.md`](console-options.md). The job leaves them alone.

        """);
    page.append("## The job\n\n").append(OptionTable.of("", JobOptions.ALL));
    page.append("\n## Kafka\n\n").append(OptionTable.of("", KafkaOptions.ALL));
    page.append(
        """

        `kafka.properties.ANY` is passed to all of Kafka's clients as `ANY`, such as `kafka.properties.security.protocol`.
        [`kafka.md`](kafka.md) shows how the job signs in, and which rights it needs.

        With exactly-once delivery alerts are written in transactions. Kafka aborts a transaction after %s, or after
        `kafka.properties.transaction.timeout.ms`, if that is given, and the alerts in it are lost. The brokers must allow
        this time: their `transaction.max.timeout.ms` is 15 minutes by default. A transaction lasts from one checkpoint to the
        end of the next. In the worst case that takes the longer of `checkpoints.interval` and `checkpoints.timeout`, plus
        `checkpoints.timeout` once more, plus %s, if the job fails at the last moment and is started again. If that is longer
        than Kafka waits, the job does not start.
        """
            .formatted(
                Figures.of(Transactions.GIVEN_UP_AFTER), Figures.of(Transactions.TO_RESTART)));
    page.append("\n## Flink\n\n").append(OptionTable.of("", RuntimeOptions.ALL));
    page.append(
        """

        ## Where each start begins

        | how it starts | state | offsets |
        |---|---|---|
        | `./leakwatch run`, for the first time | none | as `kafka.start-from` says |
        | `./leakwatch run` after Ctrl-C or SIGTERM | the savepoint of that end, from its state folder | those of the savepoint |
        | `./leakwatch run` after a crash or `kill -9` | the last checkpoint, from its state folder | those of the checkpoint |
        | `./leakwatch run --fresh` | none; what lay in the folder is removed | as `kafka.start-from` says |
        | the jar on a cluster, from a savepoint or a retained checkpoint | what it holds | those in it |
        | the jar on a cluster with high availability, after a job manager's end | the last checkpoint | those of the checkpoint |
        | the jar on a cluster, otherwise | none | as `kafka.start-from` says |

        The state folder lies beside the configuration (`leakwatch.yaml` has `leakwatch.state`), or where `--state` says. It
        belongs to one job: a run with another group, other topics or another Kafka cluster is refused, and so is a second
        process. Options of detectors may change between two starts, and detectors may come and go.
        """);
    for (DetectorType type : Detectors.ALL) {
      page.append("\n## ").append(type.id()).append("\n\n");
      page.append("[%s](../%s/README.md)\n\n".formatted(type.profile().title(), folderOf(type)));
      page.append(OptionTable.of("detectors." + type.id() + ".", type.options()));
    }
    return page.toString();
  }
}
