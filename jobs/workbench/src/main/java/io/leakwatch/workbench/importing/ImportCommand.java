package io.leakwatch.workbench.importing;

import io.leakwatch.detection.words.Shown;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.files.EventFileWriter;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.workbench.importing.lines.LogFormat;
import io.leakwatch.workbench.importing.lines.YearWanted;
import io.leakwatch.workbench.importing.web.Proxies;
import io.leakwatch.workbench.importing.web.WebPaths;
import io.leakwatch.workbench.terminal.OutputMixin;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
      description = {
        "The event file to write: .avro, .jsonl or .jsonl.gz.",
        "A web log holds calls and logins: a file whose name begins with login gets the logins, any"
            + " other file the calls. A folder gets both, as api-events.jsonl and"
            + " login-events.jsonl."
      })
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

  @Option(
      names = "--paths",
      paramLabel = "FILE",
      description = {
        "What the paths of a web server mean (YAML), for combined; docs/import.md shows the default.",
        "By default a GET of /users/NAME, /u/NAME, /@NAME, /profile/NAME, /people/NAME, /in/NAME,"
            + " /user?id=NAME and the like reads that person's profile. A POST to /login,"
            + " /wp-login.php, /users/sign_in, /session and the like is an attempt to log in: 200,"
            + " 401 and 403 failed, 302 succeeded; of /xmlrpc.php 200 does not show it."
      })
  private Path paths;

  @Option(
      names = "--proxies",
      paramLabel = "ADDRESS",
      split = ",",
      description =
          "Addresses or ranges of the platform's own proxies, besides private ones. Of the addresses"
              + " that a line of combined lists, the last that is no proxy's is the caller's.")
  private List<String> proxies = List.of();

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description =
          "What the fields of json (an object a line) or csv (the first line names the columns) mean"
              + " (YAML); docs/formats.md shows one. The job reads topics with the same file.")
  private Path mapping;

  @Option(
      names = "--hosts",
      paramLabel = "FILE",
      description = {
        "Where to write which address stands for which host (CSV).",
        "A host that a log names without its address gets one in fd00::/8, so that it is one"
            + " source."
      })
  private Path hosts;

  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description = {
        "Log files, oldest first; those that end with .gz are unpacked.",
        "Rotated files of one log (auth.log, auth.log.1, auth.log.2.gz) are put in order."
      })
  private List<Path> inputs;

  static final class FormatNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return LogFormats.names().iterator();
    }
  }

  @Mixin private OutputMixin outputs;

  @Override
  public Integer call() {
    var wanted = LogFormats.named(format);
    if (wanted == null) {
      String known = String.join(", ", LogFormats.names());
      throw wrong("unknown format " + format + "; --format takes one of " + known);
    }
    LogFormat log = wanted.apply(given());
    Map<EventKind, Path> files = outputs(log);
    files.values().forEach(file -> inputs.forEach(input -> requireLog(input, file)));
    prepare(files);
    run(log, files);
    return 0;
  }

  private LogFormats.Given given() {
    try {
      return new LogFormats.Given(
          new LogFormat.Clock(Optional.ofNullable(year), zone),
          paths == null ? WebPaths.defaults() : WebPaths.read(paths),
          Proxies.of(proxies),
          LogFormats.mapping(format, mapping));
    } catch (IllegalArgumentException fault) {
      throw wrong(fault.getMessage());
    }
  }

  /** One file holds what the format is about, or its name; a folder has a file for each kind. */
  private Map<EventKind, Path> outputs(LogFormat log) {
    if (EventFileWriter.isEventFileName(output)) {
      EventKind kind =
          EventKind.ofFileName(output.getFileName().toString())
              .filter(log.kinds()::contains)
              .orElse(log.kinds().get(0));
      return Map.of(kind, output);
    }
    if (!Files.isDirectory(output) && output.getFileName().toString().indexOf('.') >= 0) {
      throw wrong("cannot choose a format for " + output + "; end its name with .avro or .jsonl");
    }
    Map<EventKind, Path> files = new EnumMap<>(EventKind.class);
    log.kinds().forEach(kind -> files.put(kind, output.resolve(kind.topic() + ".jsonl")));
    return files;
  }

  private void prepare(Map<EventKind, Path> files) {
    if (files.containsValue(output)) {
      outputs.prepare(output);
    } else {
      outputs.prepare(
          output, files.values().stream().map(file -> file.getFileName().toString()).toList());
    }
    if (hosts != null) {
      outputs.prepare(hosts);
    }
  }

  private void requireLog(Path input, Path file) {
    if (!Files.exists(input)) {
      throw new CommandFault("there is no file " + input);
    }
    if (Files.isDirectory(input)) {
      throw new CommandFault(input + " is a folder; give the log files in it, oldest first");
    }
    if (input.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize())) {
      throw new CommandFault(input + " is both input and output; give another output");
    }
  }

  private void run(LogFormat log, Map<EventKind, Path> files) {
    Listed listed = new Listed(spec.commandLine().getErr());
    ImportReport report;
    try {
      report = new ImportReport(imported(log, files, listed), log.remarks(), files);
    } catch (YearWanted fault) {
      discard(files);
      throw wrong(fault.getMessage());
    } catch (RuntimeException fault) {
      discard(files);
      throw fault;
    }
    listed.end();
    String failure = report.failure(format);
    if (failure != null) {
      discard(files);
      throw new CommandFault(failure);
    }
    if (hosts != null) {
      HostList.write(hosts, log.remarks().hosts());
    }
    report.printRemarks(spec.commandLine().getErr());
    report.printTally(spec.commandLine().getOut());
  }

  private LogImport.Tally imported(LogFormat log, Map<EventKind, Path> files, Listed listed) {
    Map<EventKind, EventFileWriter> writers = new EnumMap<>(EventKind.class);
    try {
      files.forEach((kind, file) -> writers.put(kind, EventFileWriter.create(file, kind)));
      LogImport run = new LogImport(log, writers, listed::add);
      Rotation.oldestFirst(inputs).forEach(run::read);
      run.end();
      return run.tally();
    } finally {
      writers.values().forEach(EventFileWriter::close);
    }
  }

  /** Half an import must not be taken for a whole one. */
  private void discard(Map<EventKind, Path> files) {
    for (Path file : files.values()) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException fault) {
        spec.commandLine().getErr().println(file + " is not complete, and cannot be removed");
      }
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Prints the first few unreadable lines. */
  private static final class Listed {

    private final PrintWriter err;
    private long count;

    private Listed(PrintWriter err) {
      this.err = err;
    }

    private void add(String place, String why) {
      if (count++ < MOST_LISTED) {
        err.println(Shown.text(place + ": " + why));
      }
    }

    private void end() {
      if (count > MOST_LISTED) {
        err.printf("… and %d more%n", count - MOST_LISTED);
      }
    }
  }
}
