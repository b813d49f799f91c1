package io.leakwatch.workbench;

import io.leakwatch.workbench.capacity.CapacityCommand;
import io.leakwatch.workbench.comparison.DiffCommand;
import io.leakwatch.workbench.demo.DemoCommand;
import io.leakwatch.workbench.detectors.DetectorsCommand;
import io.leakwatch.workbench.docs.DocsCommand;
import io.leakwatch.workbench.evaluation.EvaluateCommand;
import io.leakwatch.workbench.generate.GenerateCommand;
import io.leakwatch.workbench.importing.ImportCommand;
import io.leakwatch.workbench.quality.QualityCommand;
import io.leakwatch.workbench.replay.ReplayCommand;
import io.leakwatch.workbench.run.RunCommand;
import io.leakwatch.workbench.scaffold.ScaffoldCommand;
import java.time.Clock;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The command line, {@code ./leakwatch}. Exit status: 0, 1 (it failed), 2 (it was called wrongly).
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

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print stack traces when something fails.")
  private boolean verbose;

  private Leakwatch() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /**
   * All commands, to be run.
   *
   * @param more commands of modules that this one does not know
   */
  public static CommandLine commandLine(Object... more) {
    Leakwatch root = new Leakwatch();
    CommandLine line = new CommandLine(root);
    Arrays.stream(more).forEach(line::addSubcommand);
    return line.addSubcommand(new CapacityCommand())
        .addSubcommand(new DemoCommand(Clock.systemUTC()))
        .addSubcommand(new DetectorsCommand())
        .addSubcommand(new DiffCommand())
        .addSubcommand(new DocsCommand())
        .addSubcommand(new EvaluateCommand())
        .addSubcommand(new GenerateCommand())
        .addSubcommand(new ImportCommand())
        .addSubcommand(new QualityCommand())
        .addSubcommand(new ReplayCommand())
        .addSubcommand(new RunCommand())
        .addSubcommand(new ScaffoldCommand())
        .setExecutionExceptionHandler((fault, command, parsed) -> root.report(fault, command));
  }

  private int report(Exception fault, CommandLine command) {
    if (verbose) {
      fault.printStackTrace(command.getErr());
    } else {
      String message = fault.getMessage() == null ? fault.toString() : fault.getMessage();
      command.getErr().println("leakwatch: " + message);
    }
    return 1;
  }
}
