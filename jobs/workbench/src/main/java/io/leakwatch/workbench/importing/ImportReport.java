package io.leakwatch.workbench.importing;

import io.leakwatch.schemas.EventKind;
import io.leakwatch.workbench.importing.lines.Remark;
import io.leakwatch.workbench.importing.lines.Remarks;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a person reads about an import. */
record ImportReport(LogImport.Tally tally, Remarks remarks, Map<EventKind, Path> outputs) {

  /** So many lines without one event are no quiet day, but a log that is not understood. */
  private static final int MANY = 10;

  private static final int MOST_SHOWN = 6;

  /** Why the import is none, in words; null where it is one. */
  String failure(String format) {
    if (tally.lines() > 0 && tally.unreadable() == tally.lines()) {
      return "none of " + lines() + " could be read; is --format " + format + " right?";
    }
    if (tally.lines() >= MANY && tally.allEvents() == 0) {
      return "no event among "
          + lines()
          + "; found instead: "
          + instead()
          + "; is --format "
          + format
          + " right, and does the log hold what was asked for?";
    }
    return null;
  }

  private String lines() {
    return tally.lines() == 1 ? "1 line" : tally.lines() + " lines";
  }

  private String instead() {
    List<String> found =
        remarks.skipped().entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .limit(MOST_SHOWN)
            .map(entry -> entry.getValue() + " x " + shown(entry.getKey()))
            .collect(Collectors.toCollection(ArrayList::new));
    long leftOut = remarks.counts().getOrDefault(Remark.LEFT_OUT, 0L);
    if (leftOut > 0) {
      found.add(Remark.LEFT_OUT.about(leftOut));
    }
    if (tally.unreadable() > 0) {
      found.add(tally.unreadable() + " unreadable");
    }
    return found.isEmpty() ? "nothing" : String.join(", ", found);
  }

  private static String shown(String kind) {
    String plain = kind.replaceAll("[^\\x20-\\x7e\u2026]", "?");
    return plain.substring(0, Math.min(plain.length(), 60));
  }

  /** One line that accounts for all lines, to standard output. */
  void printTally(PrintWriter out) {
    String events =
        outputs.entrySet().stream()
            .map(
                entry ->
                    tally.events().getOrDefault(entry.getKey(), 0L)
                        + (outputs.size() == 1
                            ? " events in "
                            : " " + noun(entry.getKey()) + " in ")
                        + entry.getValue())
            .collect(Collectors.joining(", "));
    out.printf(
        "%d lines: %s, %d lines skipped, %d unreadable%n",
        tally.lines(), events, tally.skipped(), tally.unreadable());
  }

  private static String noun(EventKind kind) {
    return kind == EventKind.API ? "calls" : kind.name().toLowerCase(Locale.ROOT) + " events";
  }

  /** What is worth knowing about the events, to standard error. */
  void printRemarks(PrintWriter err) {
    remarks.counts().forEach((remark, count) -> err.println(remark.about(count)));
    remarks.hosts().entrySet().stream()
        .sorted(
            Comparator.comparing(
                    (Map.Entry<String, Remarks.StandIn> entry) -> entry.getValue().events())
                .reversed())
        .limit(MOST_SHOWN)
        .forEach(
            entry ->
                err.println("  " + entry.getValue().address() + " is " + shown(entry.getKey())));
    if (remarks.hosts().size() > MOST_SHOWN) {
      err.println(
          "  … and "
              + (remarks.hosts().size() - MOST_SHOWN)
              + " more; --hosts FILE lists them all");
    }
  }
}
