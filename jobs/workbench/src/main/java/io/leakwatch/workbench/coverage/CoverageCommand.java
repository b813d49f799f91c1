package io.leakwatch.workbench.coverage;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.detection.words.Shown;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.ProgressLine;
import io.leakwatch.local.coverage.Census;
import io.leakwatch.local.coverage.Coverage;
import io.leakwatch.local.files.EventFiles;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.workbench.terminal.JobConfigMixin;
import io.leakwatch.workbench.terminal.ScreenMixin;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch coverage}: what events let the detectors see. */
@Command(
    name = "coverage",
    description = {
      "Reads events, and says for each detector what they let it see, and which field would help:"
          + " sees, half blind, or blind. Also which fields hold what they should not.",
      "Reads files as 'replay' does. Without INPUT, it reads what the topics of --config hold.",
      "docs/what-to-log.md lists for each detector what it looks for."
    },
    footer = {
      "",
      "Examples:",
      "  ./leakwatch coverage events/",
      "  ./leakwatch coverage logins.jsonl api-events.avro --json",
      "  ./leakwatch coverage --config leakwatch.yaml"
    })
public final class CoverageCommand implements Callable<Integer> {

  private final ProgressLine progress = new ProgressLine();

  @Spec private CommandSpec spec;
  @Mixin private JobConfigMixin config;
  @Mixin private ScreenMixin screen;

  @Parameters(
      arity = "0..*",
      paramLabel = "INPUT",
      description =
          "Event files, or folders of them; other files in a folder are skipped with a warning.")
  private List<Path> inputs = new ArrayList<>();

  @Option(names = "--json", description = "Print a JSON object instead, for programs.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (inputs.isEmpty() && !config.isGiven()) {
      throw new ParameterException(
          spec.commandLine(),
          "give event files or folders of them, or --config FILE to read the topics of a Kafka");
    }
    int width = screen.screen().width();
    JobConfig read = inputs.isEmpty() ? config.readForKafka() : config.read();
    try (Census census =
        new Census(read.job(), records -> progress.show("%,d records read".formatted(records)))) {
      String where = inputs.isEmpty() ? readTopics(census, read.kafka()) : readFiles(census);
      progress.clear();
      requireEvents(census, where);
      Coverage coverage = census.coverage();
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(CoverageJson.of(coverage, census));
      } else {
        new CoverageReport(coverage, census, width).lines().forEach(out::println);
      }
      out.flush();
    }
    return 0;
  }

  private String readFiles(Census census) throws IOException {
    EventFiles files = EventFiles.in(inputs);
    files.skipped().forEach(each -> warn(each + "; skipped"));
    files.doubts().forEach(this::warn);
    for (Path file : files.files()) {
      census.read(file);
    }
    return Figures.listed(files.files().stream().map(Path::toString).toList());
  }

  private static String readTopics(Census census, KafkaOptions kafka) {
    List<String> topics = new ArrayList<>();
    for (EventKind kind : EventKind.values()) {
      if (!kafka.topic(kind).isEmpty()) {
        census.read(kind, kafka);
        topics.add(kafka.topic(kind));
      }
    }
    return "the topics " + Figures.joined(topics);
  }

  private static void requireEvents(Census census, String where) {
    if (census.coverage().events() > 0) {
      return;
    }
    throw new CommandFault(
        census.refused() == 0
            ? "there is no event in %s; give files that hold some".formatted(where)
            : "there is no event in %s: %s, first %s"
                .formatted(
                    where,
                    Figures.counted(census.refused(), "record") + " could not be read",
                    Shown.text(census.firstRefusal())));
  }

  private void warn(String warning) {
    spec.commandLine().getErr().println("leakwatch: warning: " + Shown.text(warning));
  }
}
