package io.leakwatch.workbench.quality;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.traffic.worlds.World;
import io.leakwatch.workbench.docs.MarkedPart;
import io.leakwatch.workbench.evaluation.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The part of the page about other worlds: a line for each detector, a column for each world. */
final class WorldsPart {

  private static final String NAME = "worlds";
  private static final String HEADING = "\n## Other worlds\n\n";

  private final List<WorldRun> runs;

  /**
   * @param runs of the same seed and number of events, at least one
   */
  WorldsPart(List<WorldRun> runs) {
    this.runs = List.copyOf(runs);
  }

  /** The page with this part in it, and all else as it was. */
  String in(String page) {
    return MarkedPart.of(page, NAME).isPresent()
        ? MarkedPart.replaced(page, NAME, text())
        : (page.isEmpty() ? "# Quality\n" : page) + HEADING + MarkedPart.marked(NAME, text());
  }

  /** A new page with this part of the old one in it; as it is where the old one has none. */
  static String kept(String oldPage, String newPage) {
    return MarkedPart.of(oldPage, NAME)
        .map(part -> newPage + HEADING + MarkedPart.marked(NAME, part))
        .orElse(newPage);
  }

  String text() {
    return introduction()
        + table("Other people", run -> run.worlds().all().stream().anyMatch(World::hasOtherPeople))
        + table("Written down otherwise", run -> !isBase(run) && writesOtherwise(run))
        + details();
  }

  private static boolean isBase(WorldRun run) {
    return run.worlds().all().isEmpty();
  }

  private static boolean writesOtherwise(WorldRun run) {
    return run.worlds().all().stream().noneMatch(World::hasOtherPeople);
  }

  private String introduction() {
    return """

        The same kinds of attacks on other platforms, seed %d, %,d events each. No threshold was set on this seed; what is
        missed is looked into on seed 43. A figure is recall: 1.00 is all, 17/24 is 17 of 24 attacks. *blind* says that the
        world takes a field away that the detector cannot do without; such attacks do not count in the totals.
        `./leakwatch generate --world NAME` writes such traffic.

        """
        .formatted(runs.get(0).run().seed(), runs.get(0).run().events());
  }

  /** Those of a kind, beside the ordinary world. */
  private String table(String title, Predicate<WorldRun> kind) {
    List<WorldRun> columns = runs.stream().filter(run -> isBase(run) || kind.test(run)).toList();
    if (columns.stream().allMatch(WorldsPart::isBase)) {
      return "";
    }
    StringBuilder table = new StringBuilder("### " + title + "\n\n");
    table.append(line("detector", columns, run -> run.worlds().id()));
    table.append(line("---", columns, run -> "---"));
    for (DetectorType type : Detectors.ALL) {
      table.append(line(type.id(), columns, run -> cell(run, type.id())));
    }
    table.append(line("**total**", columns, run -> recall(run.found(), run.labels())));
    table.append(line("false for a million innocent events", columns, WorldsPart::falseAlerts));
    return table.append('\n').toString();
  }

  private static String line(
      String first, List<WorldRun> columns, Function<WorldRun, String> cellOf) {
    return columns.stream()
        .map(cellOf)
        .collect(Collectors.joining(" | ", "| " + first + " | ", " |\n"));
  }

  private static String cell(WorldRun run, String detectorId) {
    return run.isBlind(detectorId)
        ? "blind"
        : run.scoreOf(detectorId).map(score -> recall(score.found(), score.labels())).orElse("-");
  }

  private static String recall(int found, int labels) {
    if (labels == 0) {
      return "-";
    }
    return found == labels ? "1.00" : found + "/" + labels;
  }

  private static String falseAlerts(WorldRun run) {
    return String.format(Locale.ROOT, "%.1f", run.run().falseAlertsPerMillion());
  }

  /** What is different in each world, and what went wrong there. */
  private String details() {
    StringBuilder text = new StringBuilder("### What was missed, and what was wrong\n\n");
    List<String> everywhere =
        runs.stream().filter(WorldsPart::isBase).flatMap(run -> run.missed().stream()).toList();
    for (WorldRun run : runs) {
      text.append("- **").append(run.worlds().id()).append("**");
      run.worlds().all().forEach(world -> text.append(": ").append(world.description()));
      text.append('\n');
      List<String> known = isBase(run) ? List.of() : everywhere;
      remarks(run, known).forEach(remark -> text.append("  - ").append(remark).append('\n'));
    }
    return text.toString();
  }

  /**
   * What is to be said of a world.
   *
   * @param known what is missed in the ordinary world, too
   */
  private static List<String> remarks(WorldRun run, List<String> known) {
    List<String> missed = run.missed().stream().filter(each -> !known.contains(each)).toList();
    List<String> remarks = new ArrayList<>();
    if (missed.isEmpty()) {
      remarks.add(known.isEmpty() ? "nothing was missed" : "missed no more than base");
    } else {
      missed.forEach(each -> remarks.add("missed " + each));
    }
    run.run().evaluation().detectors().stream()
        .filter(score -> score.falseAlerts() > 0)
        .forEach(score -> remarks.add(wrong(score)));
    return remarks;
  }

  private static String wrong(Score score) {
    return Figures.counted(score.falseAlerts(), "false alert") + " of " + score.id();
  }
}
