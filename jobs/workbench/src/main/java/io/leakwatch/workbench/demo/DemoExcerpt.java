package io.leakwatch.workbench.demo;

import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.schemas.Severity;
import io.leakwatch.traffic.world.SimulationPlan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Some of the lines of a demo, for a page. */
public final class DemoExcerpt {

  private static final int WIDTH = 120;
  private static final int ALERTS = 9;
  private static final int ROWS = 4;
  private static final String LEFT_OUT = "...";
  private static final DemoPlan PLAN =
      new DemoPlan(
          7,
          2_000,
          Duration.ofMinutes(2),
          SimulationPlan.DEFAULT_START.plus(DemoPlan.SPAN).plus(DemoPlan.SPAN));

  private static final Pattern ALERT =
      Pattern.compile(" *\\d+:\\d\\d  (?:new|up ) {2}([A-Z]+) +([a-z0-9-]+) +[A-Z]+ .*");
  private static final Pattern ROW = Pattern.compile("  ([a-z0-9-]+)( +\\d+){4} +([A-Z]+|-)");

  private DemoExcerpt() {}

  /**
   * Runs a demo, as it is without options, and takes some lines of it.
   *
   * @param folder takes its alerts; named in what is shown
   */
  public static String make(Path folder) throws Exception {
    StringWriter out = new StringWriter();
    DemoScreen screen = new DemoScreen(new PrintWriter(out, true), WIDTH, false);
    new Demo(PLAN, JobConfig.defaults(), screen, DemoFolder.of(folder), null).run();
    return of(out.toString().lines().toList());
  }

  /** The beginning, the first alerts, and most of what is said at the end. */
  static String of(List<String> lines) {
    int header = lines.indexOf(AlertLine.header());
    int table = lines.indexOf(DemoEnding.header());
    int ending = table;
    while (!lines.get(ending).startsWith("published ")) {
      ending--;
    }
    int behindTable = table;
    while (!lines.get(behindTable).isEmpty()) {
      behindTable++;
    }
    List<String> some = new ArrayList<>(lines.subList(0, Math.min(ending, header + 1 + ALERTS)));
    some.add(LEFT_OUT);
    some.addAll(lines.subList(ending, Math.min(behindTable, table + 1 + ROWS)));
    some.add("  " + LEFT_OUT);
    some.addAll(lines.subList(behindTable, lines.size()));
    return String.join("\n", some) + "\n";
  }

  /** What an excerpt shows that a demo of this version would not; empty if it is not too old. */
  public static List<String> outdated(String excerpt) {
    List<String> faults = new ArrayList<>();
    List<String> lines = excerpt.lines().toList();
    for (String heading : List.of(AlertLine.header(), DemoEnding.header())) {
      if (!lines.contains(heading)) {
        faults.add("there is no line: " + heading);
      }
    }
    int alerts = 0;
    for (String line : lines) {
      Matcher alert = ALERT.matcher(line);
      Matcher row = ROW.matcher(line);
      if (alert.matches()) {
        alerts++;
        check(alert.group(2), alert.group(1), faults);
      } else if (row.matches()) {
        check(row.group(1), row.group(3), faults);
      }
    }
    if (alerts == 0) {
      faults.add("there is no line about an alert");
    }
    return faults;
  }

  private static void check(String detectorId, String severity, List<String> faults) {
    if (Detectors.ALL.stream().noneMatch(type -> type.id().equals(detectorId))) {
      faults.add("there is no detector " + detectorId);
    }
    boolean isKnown =
        severity.equals(DemoEnding.NONE)
            || Arrays.stream(Severity.values()).anyMatch(each -> each.name().equals(severity));
    if (!isKnown) {
      faults.add("there is no severity " + severity);
    }
  }
}
