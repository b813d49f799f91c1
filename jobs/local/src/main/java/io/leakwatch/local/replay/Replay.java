package io.leakwatch.local.replay;

import io.leakwatch.detection.needs.Tallies;
import io.leakwatch.local.Folders;
import io.leakwatch.local.order.FilesInOrder;
import io.leakwatch.local.order.SortFolder;
import io.leakwatch.local.outcome.Counters;
import io.leakwatch.pipeline.DetectionJob;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.admit.Carried;
import io.leakwatch.pipeline.decisions.Command;
import io.leakwatch.pipeline.decisions.CommandSource;
import io.leakwatch.pipeline.raise.AlertSink;
import io.leakwatch.pipeline.raise.Sinks;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.CommandOutcome;
import io.leakwatch.schemas.ControlStatus;
import io.leakwatch.schemas.DeadLetter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One run of the job over files, on a Flink in this JVM. */
public final class Replay implements AutoCloseable {

  private final Map<String, Alert> lastRevisions = new HashMap<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final List<ControlStatus> answers = new ArrayList<>();
  private final LocalSink<Alert> alertSink =
      LocalSink.to(alert -> lastRevisions.merge(alert.getAlertId(), alert, Replay::later));
  private final LocalSink<DeadLetter> deadLetterSink = LocalSink.to(deadLetters::add);
  private final LocalSink<ControlStatus> answerSink = LocalSink.to(answers::add);
  private final SortFolder sorting = new SortFolder();
  private final Path folder;
  private final Configuration configuration;
  private final Counters counters;
  private final List<Path> files;
  private final Span span;
  private final List<Command> commands;
  private final JobOptions options;
  private final int parallelism;

  /** A run in which nobody decides anything. */
  public Replay(List<Path> files, Span span, JobOptions options, int parallelism) {
    this(files, span, List.of(), options, parallelism);
  }

  /**
   * A run.
   *
   * @param files event files
   * @param span events outside of it are passed over
   * @param commands what was decided about its alerts
   * @param parallelism subtasks of each operator behind the one that reads
   */
  public Replay(
      List<Path> files, Span span, List<Command> commands, JobOptions options, int parallelism) {
    this.files = files;
    this.span = span;
    this.commands = commands;
    this.options = options;
    this.parallelism = parallelism;
    this.folder = Folders.temporary("leakwatch-replay-");
    this.configuration = LocalFlink.configuration(folder, parallelism);
    this.counters = Counters.of(configuration);
  }

  /**
   * Starts the run.
   *
   * @return a handle to wait for its end with
   */
  public JobClient start() throws Exception {
    return start(words -> {});
  }

  /**
   * Puts the files in order, and starts the run.
   *
   * @param progress takes what is being done until then, in words
   * @return a handle to wait for its end with
   * @throws io.leakwatch.local.CommandFault when there is no room to sort files that need it
   */
  public JobClient start(Consumer<String> progress) throws Exception {
    FilesInOrder inOrder = FilesInOrder.of(files, sorting, progress);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    DetectionJob.define(
        env,
        FileSource.of(inOrder, span, options),
        CommandSource.of(commands),
        new Sinks(AlertSink.of(alertSink), deadLetterSink, answerSink, null),
        options);
    return env.executeAsync("leakwatch-replay");
  }

  private static Alert later(Alert one, Alert other) {
    return one.getRevision() > other.getRevision() ? one : other;
  }

  public Counters counters() {
    return counters;
  }

  /** The last revision of each alert, in the order in which they were raised. */
  public List<Alert> alerts() {
    return lastRevisions.values().stream()
        .sorted(Comparator.comparing(Alert::getRaisedAt).thenComparing(Alert::getAlertId))
        .toList();
  }

  /** How many alerts each detector raised, by id. */
  public Map<String, Long> alertsByDetector() {
    Map<String, Long> counts = new TreeMap<>();
    lastRevisions.values().forEach(alert -> counts.merge(alert.getDetectorId(), 1L, Long::sum));
    return counts;
  }

  /** Dead letters by file and record. */
  public List<DeadLetter> deadLetters() {
    return deadLetters.stream()
        .sorted(Comparator.comparing(DeadLetter::getTopic).thenComparingLong(DeadLetter::getOffset))
        .toList();
  }

  /** Commands that could not be applied, by kind and id, each with the reason. */
  public List<String> refusedCommands() {
    return answers.stream()
        .filter(answer -> answer.getOutcome() == CommandOutcome.REFUSED)
        .map(
            answer ->
                "%s %s: %s"
                    .formatted(
                        answer.getKind().toString().toLowerCase(Locale.ROOT),
                        answer.getCommandId(),
                        answer.getReason()))
        .sorted()
        .toList();
  }

  /** How many values of JSON files were none of an enum's, by {@code field: value}. */
  public Map<String, Long> unknownValues() {
    return counters.ofGroup(FileSource.UNKNOWN_VALUES);
  }

  /** What the events carried that were evaluated. */
  public Tallies tallies() {
    return Tallies.of(counters.ofGroup(Carried.GROUP));
  }

  /** What its user should know beside the counters, a line each. */
  public List<String> warnings() {
    return OtherUnits.warnings(deadLetters);
  }

  @Override
  public void close() {
    // All of them are known to the process by their ids, and would keep the whole run in memory.
    alertSink.close();
    deadLetterSink.close();
    answerSink.close();
    counters.close();
    sorting.close();
    Folders.delete(folder);
  }
}
