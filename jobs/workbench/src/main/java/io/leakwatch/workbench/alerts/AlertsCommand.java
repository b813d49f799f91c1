package io.leakwatch.workbench.alerts;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.workbench.terminal.Moments;
import io.leakwatch.workbench.terminal.MomentsMixin;
import io.leakwatch.workbench.terminal.Screen;
import io.leakwatch.workbench.terminal.ScreenMixin;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch alerts}: what was found, a line each. */
@Command(
    name = "alerts",
    description = {
      "Lists the alerts of a run or of a topic, each in its latest revision, a line each. Options"
          + " that choose may be combined; an alert must pass all of them."
    },
    footer = {
      "",
      "Columns:",
      "  alert          the beginning of its id: './leakwatch show ALERT RUN'",
      "  raised         when it was first raised, by the events' own clock",
      "  severity       how bad it is, if it is what it looks like",
      "  risk           severity weighed with confidence, 0 to 100",
      "  status         open, or closed: it went quiet; it need not be resolved",
      "  detector       which detector found it (on 160 columns or more)",
      "  subject        whom or what it is about (on 140 columns or more)",
      "  what happened  its title. [shadow]: its detector is on trial.",
      "                 [suppressed]: a suppression holds.",
      "",
      "What nobody could see in an id, such as a line end, is shown as \\u000a.",
      "",
      "Examples:",
      "  ./leakwatch alerts run --severity high --status open",
      "  ./leakwatch alerts run --account mara.ito --sort time",
      "  ./leakwatch alerts run --group-by incident --limit 20",
      "  ./leakwatch alerts --kafka localhost:9092 --csv > alerts.csv"
    })
public final class AlertsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private AlertSource source;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "A folder that 'replay --output' has written, or its alerts.jsonl.")
  private Path run;

  @Mixin private Selection selection;
  @Mixin private MomentsMixin zone;
  @Mixin private ScreenMixin screen;

  @Option(
      names = "--sort",
      paramLabel = "risk|time",
      defaultValue = "risk",
      description =
          "risk: the highest first, then the newest. time: the newest first (default:"
              + " ${DEFAULT-VALUE}).")
  private Sorting sorting;

  @Option(
      names = "--group-by",
      paramLabel = "subject|incident",
      description =
          "subject: alerts about the same thing stand together. incident: so do alerts that are"
              + " related, directly or through others.")
  private Grouping grouping;

  @Option(names = "--limit", paramLabel = "N", description = "At most the first N alerts.")
  private Integer limit;

  @Option(
      names = "--json",
      description = "Print a JSON array of the alerts' records, exactly as in alerts.jsonl.")
  private boolean json;

  @Option(
      names = "--csv",
      description =
          "Print comma-separated values for a spreadsheet, times in ISO-8601. A cell that begins"
              + " like a formula (= + - @) gets an apostrophe in front.")
  private boolean csv;

  @Override
  public Integer call() {
    requireSense();
    Moments moments = zone.moments();
    Screen on = screen.screen();
    selection.requireSense();
    List<StoredAlert> all = source.read(run);
    Selection.Chosen chosen = selection.of(all);
    List<StoredAlert> matching = chosen.wanted().stream().sorted(sorting.order()).toList();
    List<Group> groups =
        grouping == null
            ? List.of(new Group(matching, matching.size()))
            : grouping.of(all, matching);
    List<Group> shown = limit == null ? groups : Group.limited(groups, limit);
    List<StoredAlert> flat = shown.stream().flatMap(group -> group.listed().stream()).toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          flat.stream().map(StoredAlert::json).collect(Collectors.joining(",\n", "[", "]")));
    } else if (csv) {
      out.print(AlertCsv.of(flat));
    } else {
      if (!flat.isEmpty()) {
        new AlertList(on, moments, all).lines(shown, grouping != null).forEach(out::println);
        out.println();
      }
      out.println(AlertList.count(flat, matching.size(), all.size()));
    }
    out.flush();
    doubt(chosen.doubtful());
    return 0;
  }

  private void requireSense() {
    if (limit != null && limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be 1 or more");
    }
    if (json && csv) {
      throw new ParameterException(spec.commandLine(), "give --json or --csv, not both");
    }
    if (grouping != null && (json || csv)) {
      throw new ParameterException(
          spec.commandLine(), "--group-by is for people; leave it out with --json and --csv");
    }
  }

  private void doubt(long alerts) {
    if (alerts > 0) {
      spec.commandLine()
          .getErr()
          .println(
              "leakwatch: warning: %s only some of their accounts (at most 100 are kept), so more"
                      .formatted(
                          Figures.counted(alerts, "alert") + (alerts == 1 ? " names" : " name"))
                  + " may concern this one");
    }
  }
}
