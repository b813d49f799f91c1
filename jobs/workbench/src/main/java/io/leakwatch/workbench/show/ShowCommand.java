package io.leakwatch.workbench.show;

import io.leakwatch.detection.words.Shown;
import io.leakwatch.local.files.EventFiles;
import io.leakwatch.workbench.alerts.AlertSource;
import io.leakwatch.workbench.alerts.StoredAlert;
import io.leakwatch.workbench.terminal.Moments;
import io.leakwatch.workbench.terminal.MomentsMixin;
import io.leakwatch.workbench.terminal.Screen;
import io.leakwatch.workbench.terminal.ScreenMixin;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch show}: one alert with all that is known about it. */
@Command(
    name = "show",
    description = {
      "Prints one alert with everything that is known about it: what happened and when, the"
          + " evidence with its thresholds, where it came from, whom it touched, what to do next."
    },
    footer = {
      "",
      "Evidence:",
      "  was                the figure that the detector counted",
      "  had to be          the threshold that it had to reach",
      "  set by the option  the configuration key that sets the threshold",
      "",
      "'100 of 253 named': 253 are affected, and the alert names 100 of them.",
      "A name with a space or a comma in it stands in quotation marks. What nobody",
      "could see in a name, such as a line end, is shown as \\u000a.",
      "",
      "Examples:",
      "  ./leakwatch show 44d0927e run",
      "  ./leakwatch show 44d0927e run --events traffic/login-events.avro",
      "  ./leakwatch show 44d0927e run --markdown > ticket.md"
    })
public final class ShowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private AlertSource source;
  @Mixin private MomentsMixin zone;
  @Mixin private ScreenMixin screen;

  @Parameters(
      index = "0",
      paramLabel = "ALERT",
      description = "The alert's id, or its first characters, 4 or more.")
  private String id;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "RUN",
      description = "A folder that 'replay --output' has written, or its alerts.jsonl.")
  private Path run;

  @Option(
      names = "--events",
      arity = "1..*",
      paramLabel = "FILE_OR_FOLDER",
      description =
          "Event files, or folders of them, in which to look for the events that caused the alert;"
              + " give it behind ALERT and RUN.")
  private List<Path> events = List.of();

  @Option(names = "--markdown", description = "Print Markdown, to be pasted into a ticket.")
  private boolean markdown;

  @Override
  public Integer call() {
    Moments moments = zone.moments();
    Screen on = screen.screen();
    List<StoredAlert> all = source.read(run);
    StoredAlert alert = AlertById.find(id, all);
    List<Block> blocks = new AlertPage(alert, moments).blocks(all, causing(alert));
    PrintWriter out = spec.commandLine().getOut();
    List<String> lines =
        markdown ? MarkdownPage.lines(blocks) : new TextPage(on.width()).lines(blocks);
    lines.forEach(out::println);
    out.flush();
    return 0;
  }

  private CausingEvents causing(StoredAlert alert) {
    if (events.isEmpty()) {
      return null;
    }
    EventFiles files = EventFiles.in(events);
    files.skipped().forEach(each -> warn(each + "; skipped"));
    files.doubts().forEach(this::warn);
    return CausingEvents.in(files, alert.alert().getEventIds());
  }

  private void warn(String warning) {
    spec.commandLine().getErr().println("leakwatch: warning: " + Shown.text(warning));
  }
}
