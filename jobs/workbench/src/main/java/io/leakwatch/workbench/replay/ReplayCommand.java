package io.leakwatch.workbench.replay;

import io.leakwatch.detection.words.Shown;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.ProgressLine;
import io.leakwatch.local.Reason;
import io.leakwatch.local.coverage.Coverage;
import io.leakwatch.local.files.EventFiles;
import io.leakwatch.local.outcome.Pace;
import io.leakwatch.local.outcome.Summary;
import io.leakwatch.local.replay.CommandFile;
import io.leakwatch.local.replay.Replay;
import io.leakwatch.local.replay.ReplayFiles;
import io.leakwatch.local.replay.Span;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.workbench.terminal.JobConfigMixin;
import io.leakwatch.workbench.terminal.OutputMixin;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch replay}: the job over files. */
@Command(
    name = "replay",
    description = {
      "Runs the detection job over event files: Avro containers or JSON lines, also gzipped.",
      "Writes alerts.jsonl (the last revision of each), dead-letters.jsonl and summary.json."
          + " The same files give the same alerts, at any parallelism.",
      "Files and the records in them may be in any order: they are taken in the order of their"
          + " times, and none is late. What is far from that order is sorted in the system's"
          + " temporary folder first."
    })
public final class ReplayCommand implements Callable<Integer> {

  private static final long SAMPLE_MILLIS = 20;

  private final ProgressLine progress = new ProgressLine();

  @Spec private CommandSpec spec;
  @Mixin private JobConfigMixin config;
  @Mixin private OutputMixin outputs;

  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description =
          "Event files, or folders of them; other files in a folder are skipped with a warning.")
  private List<Path> inputs;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the results; it is created if it is missing.")
  private Path output;

  @Option(
      names = "--from",
      paramLabel = "T",
      description =
          "Only events from this time on: 2026-01-05 (midnight UTC) or" + " 2026-01-05T12:30:00Z.")
  private Instant from;

  @Option(
      names = "--to",
      paramLabel = "T",
      description = "Only events before this time, written likewise.")
  private Instant to;

  @Option(
      names = "--suppressions",
      paramLabel = "FILE",
      description =
          "What was decided about its alerts: suppressions and controls as JSON lines, with the"
              + " schemas' field names. Alerts come out as if all had been decided beforehand.")
  private Path suppressions;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Subtasks of each operator behind the one that reads (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Override
  public Integer call() throws Exception {
    if (parallelism < 1) {
      throw new ParameterException(spec.commandLine(), "--parallelism must be 1 or more");
    }
    if (from != null && to != null && !from.isBefore(to)) {
      throw new ParameterException(
          spec.commandLine(),
          "--from %s is not before --to %s; no event can lie between".formatted(from, to));
    }
    List<io.leakwatch.pipeline.decisions.Command> commands =
        suppressions == null ? List.of() : CommandFile.read(suppressions);
    EventFiles events = EventFiles.in(inputs);
    JobConfig read = config.read();
    JobOptions options = read.job();
    events.skipped().forEach(each -> warn(each + "; skipped"));
    events.doubts().forEach(this::warn);
    outputs.prepare(output, ReplayFiles.NAMES);
    try (Replay replay =
        new Replay(events.files(), Span.between(from, to), commands, options, parallelism)) {
      Pace pace = run(replay);
      Summary summary =
          Summary.of(
              replay.counters(),
              replay.alertsByDetector(),
              pace,
              events.skipped(),
              replay.unknownValues(),
              Coverage.of(replay.tallies(), options.types()).shortfalls(),
              replay.refusedCommands());
      ReplayFiles.write(output, replay, summary);
      if (read.kafka().alertsAreOcsf()) {
        ReplayFiles.writeOcsf(output, replay);
      }
      replay.warnings().forEach(this::warn);
      replay.refusedCommands().forEach(each -> warn("not applied: " + each));
      ReplayReport report = new ReplayReport(summary, replay.alerts());
      report.warnings(from, to).forEach(this::warn);
      PrintWriter out = spec.commandLine().getOut();
      report.lines().forEach(out::println);
      out.println("written to " + output + "; go on with: leakwatch alerts " + output);
      out.flush();
    }
    return 0;
  }

  private void warn(String warning) {
    spec.commandLine().getErr().println("leakwatch: warning: " + Shown.text(warning));
  }

  private Pace run(Replay replay) throws Exception {
    Pace pace = new Pace();
    CompletableFuture<JobExecutionResult> end =
        replay.start(progress::show).getJobExecutionResult();
    while (true) {
      boolean ended = waitFor(end);
      pace.sample(System.nanoTime(), replay.counters().get("received"));
      if (ended) {
        progress.clear();
        return pace;
      }
      progress.show("%,d events read".formatted(replay.counters().get("received")));
    }
  }

  private static boolean waitFor(CompletableFuture<JobExecutionResult> end) throws Exception {
    try {
      end.get(SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException goesOn) {
      return false;
    } catch (ExecutionException fault) {
      throw new CommandFault("the job failed: " + rootMessage(fault), fault);
    }
  }

  private static String rootMessage(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return Shown.text(Reason.of(root));
  }
}
