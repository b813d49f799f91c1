package io.leakwatch.workbench.importing;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.files.EventFileWriter;
import io.leakwatch.workbench.terminal.OutputMixin;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Logs of other programs become event files. */
@Command(
    name = "import",
    description = {
      "Turns logs of other programs into an event file that replay can read.",
      "A line that cannot be read is reported by its number and left out; the rest is imported."
    })
public final class ImportCommand implements Callable<Integer> {

  /** More would push what matters off the screen; the tally counts them all. */
  private static final int MOST_LISTED = 10;

  @Spec private CommandSpec spec;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      completionCandidates = FormatNames.class,
      description = "Format of the logs: ${COMPLETION-CANDIDATES}.")
  private String format;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "The event file to write: .avro, .jsonl or .jsonl.gz.")
  private Path output;

  @Option(
      names = "--year",
      paramLabel = "YEAR",
      description = "Year of the first line, for logs without years, such as most logs of sshd.")
  private Year year;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description =
          "Time zone of the logs, such as Europe/Berlin, for logs without one (default:"
              + " ${DEFAULT-VALUE}).")
  private ZoneId zone;

  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description = "Log files, oldest first; those that end with .gz are unpacked.")
  private List<Path> inputs;

  static final class FormatNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return LogFormat.names().iterator();
    }
  }

  @Mixin private OutputMixin outputs;

  @Override
  public Integer call() {
    var wanted = LogFormat.NAMED.get(format);
    if (wanted == null) {
      String known = String.join(", ", LogFormat.names());
      throw wrong("unknown format " + format + "; --format takes one of " + known);
    }
    if (!EventFileWriter.isEventFileName(output)) {
      throw wrong("cannot choose a format for " + output + "; end its name with .avro or .jsonl");
    }
    inputs.forEach(this::requireLog);
    outputs.prepare(output);
    run(wanted.apply(new LogFormat.Clock(Optional.ofNullable(year), zone)));
    return 0;
  }

  private void requireLog(Path input) {
    if (!Files.exists(input)) {
      throw new CommandFault("there is no file " + input);
    }
    if (Files.isDirectory(input)) {
      throw new CommandFault(input + " is a folder; give the log files in it, oldest first");
    }
    if (input.toAbsolutePath().normalize().equals(output.toAbsolutePath().normalize())) {
      throw new CommandFault(input + " is both input and output; give another output");
    }
  }

  private void run(LogFormat log) {
    LogImport.Tally tally;
    try (EventFileWriter writer = EventFileWriter.create(output, log.kind())) {
      LogImport run = new LogImport(log, writer, new Listed(spec.commandLine().getErr())::add);
      inputs.forEach(run::read);
      tally = run.tally();
    } catch (YearWanted fault) {
      discard();
      throw wrong(fault.getMessage());
    } catch (RuntimeException fault) {
      discard();
      throw fault;
    }
    report(tally);
  }

  private void report(LogImport.Tally tally) {
    PrintWriter err = spec.commandLine().getErr();
    if (tally.unreadable() > MOST_LISTED) {
      err.printf("… and %d more%n", tally.unreadable() - MOST_LISTED);
    }
    if (tally.lines() > 0 && tally.unreadable() == tally.lines()) {
      discard();
      throw new CommandFault(
          "none of " + tally.lines() + " lines could be read; is --format " + format + " right?");
    }
    spec.commandLine()
        .getOut()
        .printf(
            "%d lines: %d events in %s, %d lines skipped, %d unreadable%n",
            tally.lines(), tally.events(), output, tally.skipped(), tally.unreadable());
  }

  /** Half an import must not be taken for a whole one. */
  private void discard() {
    try {
      Files.deleteIfExists(output);
    } catch (IOException fault) {
      spec.commandLine().getErr().println(output + " is not complete, and cannot be removed");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Prints the first few unreadable lines. */
  private static final class Listed {

    private final PrintWriter err;
    private int count;

    private Listed(PrintWriter err) {
      this.err = err;
    }

    private void add(String place, String why) {
      if (count++ < MOST_LISTED) {
        err.println(place + ": " + why);
      }
    }
  }
}
