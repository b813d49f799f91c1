package io.leakwatch.workbench.suppress;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.detection.words.Shown;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Reason;
import io.leakwatch.pipeline.ConfigurationFault;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.decisions.Scope;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.ControlStatus;
import io.leakwatch.schemas.Suppression;
import io.leakwatch.workbench.alerts.StoredAlert;
import io.leakwatch.workbench.alerts.StoredAlerts;
import io.leakwatch.workbench.terminal.ConfigFile;
import io.leakwatch.workbench.terminal.MomentsMixin;
import io.leakwatch.workbench.terminal.ScreenMixin;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch suppress}: alerts of a kind ask for no action, for a while. */
@Command(
    name = "suppress",
    description = {
      "Makes alerts of a kind ask for no action for a while. They are raised all the same, in mode"
          + " SHADOW, with the suppression's id: nothing is hidden from the record.",
      "A running job hears of it at once; what it has written by then stays as it is. Of --detector,"
          + " --subject and --network at least one is given, and all that are given have to fit.",
      "Before it is made, a line says what it would have hidden in the last 30 days, and how many of"
          + " those alerts were judged true."
    },
    footer = {
      "",
      "Examples:",
      "  ./leakwatch suppress --config leakwatch.yaml --network 192.0.2.0/24 \\",
      "      --reason 'our own scanner' --preview",
      "  ./leakwatch suppress --config leakwatch.yaml --detector mass-scraping \\",
      "      --subject 'CLIENT:partner-*' --days 14 --reason 'agreed export'",
      "  ./leakwatch suppress --run run --detector impossible-travel --preview",
      "  ./leakwatch suppress --config leakwatch.yaml --list",
      "  ./leakwatch suppress --config leakwatch.yaml --withdraw ID --reason 'it is gone'"
    })
public final class SuppressCommand implements Callable<Integer> {

  private static final long ANSWER_SECONDS = 10;
  private static final long LOOK_EVERY_MILLIS = 500;

  private final Clock clock;

  @Spec private CommandSpec spec;
  @Mixin private Draft draft;
  @Mixin private MomentsMixin zone;
  @Mixin private ScreenMixin screen;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The job's configuration, which says which Kafka and which topics.")
  private Path config;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for whoever reads it later.")
  private String reason;

  @Option(
      names = "--author",
      paramLabel = "NAME",
      description = "Who decides it (default: the name of the system's user).")
  private String author;

  @Option(
      names = "--preview",
      description = "Only say what it would have hidden, with examples; make nothing.")
  private boolean preview;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "With --preview: look at the alerts of a replay's folder, not at Kafka's.")
  private Path run;

  @Option(names = "--list", description = "List all suppressions, and what the job said to them.")
  private boolean list;

  @Option(names = "--withdraw", paramLabel = "ID", description = "End a suppression now.")
  private String withdrawn;

  /**
   * @param clock says what is now
   */
  public SuppressCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    requireSense();
    if (list) {
      list(topics());
    } else if (withdrawn != null) {
      withdraw(topics());
    } else if (preview) {
      preview();
    } else {
      make(topics());
    }
    out().flush();
    return 0;
  }

  private void requireSense() {
    long what = Stream.of(preview, list, withdrawn != null).filter(each -> each).count();
    if (what > 1) {
      throw wrong("give only one of --preview, --list and --withdraw");
    }
    if ((list || withdrawn != null) && draft.isGiven()) {
      throw wrong("--detector, --subject and --network go with a new suppression only");
    }
    if (run != null && !preview) {
      throw wrong("--run goes with --preview: a folder takes no suppressions; see replay");
    }
    if (run != null && config != null) {
      throw wrong("give only one of --run and --config");
    }
    if (!list && !preview && (reason == null || reason.isBlank())) {
      throw wrong("Missing required option: '--reason=TEXT'");
    }
  }

  private ParameterException wrong(String words) {
    return new ParameterException(spec.commandLine(), words);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private DecisionTopics topics() {
    return new DecisionTopics(kafka());
  }

  private KafkaOptions kafka() {
    if (config == null) {
      throw wrong("Missing required option: '--config=FILE'");
    }
    ConfigFile.require(config);
    try {
      return JobConfig.readForKafka(config).kafka();
    } catch (ConfigurationFault fault) {
      throw new ParameterException(spec.commandLine(), config + ": " + fault.getMessage(), fault);
    } catch (IOException fault) {
      throw new CommandFault("cannot read " + config + ": " + Reason.of(fault), fault);
    }
  }

  private String author() {
    return author == null ? System.getProperty("user.name") : author;
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  private Suppression made() {
    return draft.made(author(), reason == null ? "a preview" : reason, clock);
  }

  private void preview() {
    Scope scope = Scope.of(made());
    Preview seen = run == null ? previewOf(scope, topics()) : previewOfRun(scope);
    if (!seen.hidden().isEmpty()) {
      PreviewTable.lines(seen, zone.moments(), screen.screen()).forEach(out()::println);
      out().println();
    }
    out().println(seen.words());
  }

  private Preview previewOfRun(Scope scope) {
    return Preview.of(
        scope, StoredAlerts.in(run).stream().map(StoredAlert::alert).toList(), Map.of());
  }

  private Preview previewOf(Scope scope, DecisionTopics topics) {
    Preview seen = Preview.of(scope, topics.alerts(), topics.triage());
    if (topics.unreadable() > 0) {
      warn(
          "%s could not be read, and were passed over"
              .formatted(Figures.counted(topics.unreadable(), "record")));
    }
    return seen;
  }

  private void make(DecisionTopics topics) throws InterruptedException {
    Suppression made = made();
    out().println(previewOf(Scope.of(made), topics).words());
    out().flush();
    topics.write(made);
    out()
        .println(
            "made suppression %s: holds from %s until %s"
                .formatted(made.getSuppressionId(), made.getHoldsFrom(), made.getExpiresAt()));
    awaitAnswer(topics, made);
  }

  private void withdraw(DecisionTopics topics) throws InterruptedException {
    Suppression before = topics.suppressions().get(withdrawn);
    if (before == null) {
      throw new CommandFault(
          "no suppression '%s'; 'suppress --list' lists them".formatted(Shown.text(withdrawn)));
    }
    if (before.getWithdrawnAt() != null) {
      throw new CommandFault(
          "suppression %s was withdrawn already, at %s by %s"
              .formatted(withdrawn, before.getWithdrawnAt(), Shown.text(before.getAuthor())));
    }
    Suppression made =
        Suppression.newBuilder(before)
            .setRevision(before.getRevision() + 1)
            .setAuthor(author())
            .setReason(reason)
            .setMadeAt(now())
            .setWithdrawnAt(now())
            .build();
    topics.write(made);
    out().println("withdrew suppression %s as of %s".formatted(withdrawn, made.getWithdrawnAt()));
    awaitAnswer(topics, made);
  }

  private void awaitAnswer(DecisionTopics topics, Suppression made) throws InterruptedException {
    out().flush();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS);
    while (System.nanoTime() < until) {
      ControlStatus answer = topics.answers().get(made.getSuppressionId());
      if (answer != null && answer.getRevision() >= made.getRevision()) {
        out().println("the job has %s".formatted(Listing.words(answer)));
        return;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
    warn(
        ("no job has answered within %d s; one that is started later reads it then. 'suppress"
                + " --list' shows the answer")
            .formatted(ANSWER_SECONDS));
  }

  private void list(DecisionTopics topics) {
    Map<String, Suppression> all = topics.suppressions();
    if (all.isEmpty()) {
      out().println("no suppressions");
      return;
    }
    new Listing(zone.moments(), now(), topics.answers())
        .lines(all.values(), screen.screen())
        .forEach(out()::println);
  }

  private void warn(String words) {
    spec.commandLine().getErr().println("leakwatch: warning: " + words);
  }

  /** As texts are shown that others have written. */
  static String subject(Alert alert) {
    return Shown.text(alert.getSubject().getType() + " " + alert.getSubject().getId());
  }
}
