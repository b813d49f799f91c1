package io.leakwatch.workbench;

import io.leakwatch.detection.words.Shown;
import io.leakwatch.local.Reason;
import io.leakwatch.workbench.alerts.AlertsCommand;
import io.leakwatch.workbench.bare.RunBareCommand;
import io.leakwatch.workbench.capacity.CapacityCommand;
import io.leakwatch.workbench.chaos.ChaosCommand;
import io.leakwatch.workbench.comparison.DiffCommand;
import io.leakwatch.workbench.coverage.CoverageCommand;
import io.leakwatch.workbench.demo.DemoCommand;
import io.leakwatch.workbench.demo.DemoConsole;
import io.leakwatch.workbench.detectors.DetectorsCommand;
import io.leakwatch.workbench.docs.DocsCommand;
import io.leakwatch.workbench.docs.GeneratedPages;
import io.leakwatch.workbench.evaluation.EvaluateCommand;
import io.leakwatch.workbench.generate.GenerateCommand;
import io.leakwatch.workbench.importing.ImportCommand;
import io.leakwatch.workbench.quality.QualityCommand;
import io.leakwatch.workbench.replay.ReplayCommand;
import io.leakwatch.workbench.reveal.RevealCommand;
import io.leakwatch.workbench.run.RunCommand;
import io.leakwatch.workbench.scaffold.ScaffoldCommand;
import io.leakwatch.workbench.schemas.SchemasCommand;
import io.leakwatch.workbench.show.ShowCommand;
import io.leakwatch.workbench.soak.SoakCommand;
import io.leakwatch.workbench.suppress.SuppressCommand;
import io.leakwatch.workbench.terminal.TimeConverter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line, {@code ./leakwatch}. Exit status: 0, 1 (it failed), 2 (it was called wrongly);
 * the JVM's own after a signal, 130 or 143.
 */
@Command(
    name = "leakwatch",
    description =
        "Watches logins, API calls and message metadata for leaks and abuse, as they stream.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true)
public final class Leakwatch {

  private static final String[] WHERE_TO_BEGIN = {
    "",
    "Where to begin:",
    "  demo                 see it work, with nothing set up",
    "  import, replay       your own logs and events, from files",
    "  coverage             what your events let each detector see, and which field would help",
    "  run                  the job against a Kafka that exists",
    "  console              the analysts' page: alerts as they come, and what is decided about them",
    "  alerts, show         what was found, a line each; one alert with all that is known",
    "  suppress             alerts of a kind ask for no action, for a while",
    "  reveal               who is behind pseudonyms, for whoever holds their key",
    "  generate, evaluate   labelled traffic, and how much of it is found",
    "  detectors [ID]       what it catches, how, and what it does not see",
    "",
    "'leakwatch COMMAND --help' explains a command.",
    "Exit status: 0 it worked, 1 it failed, 2 it was called wrongly or its configuration has"
        + " faults,",
    "130 stopped by Ctrl-C, 143 by SIGTERM.",
    "",
    "Where the code is:",
    "  jobs/pipeline        the job, a folder for each of its steps",
    "  jobs/detectors       a folder for each detector",
    "  jobs/local           a Kafka and a Flink in one process",
    "  jobs/traffic         the simulator",
    "  jobs/workbench       these commands; see docs/architecture.md"
  };

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print stack traces when something fails.")
  private boolean verbose;

  private Leakwatch() {}

  /** The commands of this module alone, in a process of their own. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** All commands of this module; its demo serves no page. */
  public static CommandLine commandLine() {
    return commandLine(null);
  }

  /**
   * All commands, to be run.
   *
   * @param console shows a demo's alerts in a browser; null where there is none
   * @param more commands of modules that this one does not know
   */
  public static CommandLine commandLine(DemoConsole console, Object... more) {
    Leakwatch root = new Leakwatch();
    CommandLine line = new CommandLine(root);
    // What people use first comes first.
    line.addSubcommand(new DemoCommand(Clock.systemUTC(), console))
        .addSubcommand(new ReplayCommand())
        .addSubcommand(new RunCommand())
        .addSubcommand(new ImportCommand())
        .addSubcommand(new CoverageCommand())
        .addSubcommand(new AlertsCommand())
        .addSubcommand(new ShowCommand())
        .addSubcommand(new SuppressCommand(Clock.systemUTC()))
        .addSubcommand(new RevealCommand())
        .addSubcommand(new DiffCommand())
        .addSubcommand(new DetectorsCommand())
        .addSubcommand(new GenerateCommand())
        .addSubcommand(new EvaluateCommand())
        .addSubcommand(new QualityCommand())
        .addSubcommand(new ChaosCommand())
        .addSubcommand(new SoakCommand())
        .addSubcommand(new CapacityCommand())
        .addSubcommand(new SchemasCommand())
        .addSubcommand(new RunBareCommand())
        .addSubcommand(new ScaffoldCommand())
        .addSubcommand(new DocsCommand(pages(more)));
    Arrays.stream(more).forEach(line::addSubcommand);
    line.registerConverter(Instant.class, new TimeConverter())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((fault, words) -> wrongUsage(fault))
        .setExecutionExceptionHandler((fault, command, parsed) -> root.report(fault, command));
    // Not on the class: the commands would inherit it.
    line.getCommandSpec().usageMessage().footer(WHERE_TO_BEGIN);
    return line;
  }

  private static List<GeneratedPages.Page> pages(Object... commands) {
    return Arrays.stream(commands)
        .filter(GeneratedPages.Writer.class::isInstance)
        .flatMap(command -> ((GeneratedPages.Writer) command).pages().stream())
        .toList();
  }

  /** The fault and where to read on: who has to search the whole help for it does not see it. */
  private static int wrongUsage(ParameterException fault) {
    CommandLine command = fault.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("leakwatch: " + shown(fault.getMessage()));
    UnmatchedArgumentException.printSuggestions(fault, err);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private int report(Exception fault, CommandLine command) {
    if (verbose) {
      StringWriter trace = new StringWriter();
      fault.printStackTrace(new PrintWriter(trace));
      command.getErr().println(shown(trace.toString()));
    } else {
      command.getErr().println("leakwatch: " + shown(Reason.withFile(fault)));
    }
    return 1;
  }

  /** Line by line, and nothing that a terminal would obey: a message may quote what was read. */
  private static String shown(String message) {
    return message
        .lines()
        .map(line -> Shown.text(line.replace("\t", "    ")))
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
