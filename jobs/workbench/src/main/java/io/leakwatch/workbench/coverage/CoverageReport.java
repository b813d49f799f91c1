package io.leakwatch.workbench.coverage;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.needs.Assessment;
import io.leakwatch.detection.needs.Field;
import io.leakwatch.detection.needs.Lack;
import io.leakwatch.detection.needs.Sight;
import io.leakwatch.detection.needs.Tallies;
import io.leakwatch.detection.words.Shown;
import io.leakwatch.local.Fitted;
import io.leakwatch.local.coverage.Census;
import io.leakwatch.local.coverage.Coverage;
import io.leakwatch.local.coverage.Remedy;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.workbench.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What events let the detectors see, for a person. */
final class CoverageReport {

  private static final int NAME = 20;

  private final Coverage coverage;
  private final Census census;
  private final int width;

  /**
   * @param width columns of a line
   */
  CoverageReport(Coverage coverage, Census census, int width) {
    this.coverage = coverage;
    this.census = census;
    this.width = width;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    add(lines, read());
    add(
        lines,
        Stream.of(Sight.SEES, Sight.HALF_BLIND, Sight.BLIND)
            .map(sight -> coverage.whose(sight).size() + " " + sight.words())
            .collect(Collectors.joining(", ", "detectors: ", "")));
    lines.add("");
    coverage.detectors().forEach((type, seen) -> addDetector(lines, type, seen));
    lines.add("");
    lines.addAll(fields());
    List<String> odd = census.oddValues();
    if (!odd.isEmpty()) {
      lines.add("");
      lines.add("Values to look into:");
      odd.forEach(each -> add(lines, "  " + each));
    }
    return lines;
  }

  private String read() {
    Tallies tallies = coverage.tallies();
    String events =
        Stream.of(EventKind.values())
            .map(kind -> shown(tallies.events(kind)) + " " + Lack.name(kind))
            .collect(Collectors.joining(", "));
    if (census.refused() == 0) {
      return events;
    }
    return "%s; %s records that could not be read or were refused, first %s"
        .formatted(events, shown(census.refused()), Shown.text(census.firstRefusal()));
  }

  private void addDetector(List<String> lines, DetectorType type, Assessment seen) {
    if (seen.lacks().isEmpty()) {
      add(lines, type.id() + ": " + seen.sight().words());
    }
    for (Lack lack : seen.lacks()) {
      add(lines, "%s: %s: %s".formatted(type.id(), seen.sight().words(), lack.words()));
      add(lines, "    %s To mend it, %s.".formatted(lack.need().without(), Remedy.of(lack)));
    }
  }

  private List<String> fields() {
    TextTable table =
        new TextTable("field", "carried by", "of", "share").right(1, 2, 3).shrinking(0, NAME);
    Tallies tallies = coverage.tallies();
    for (Field field : coverage.fieldsLookedFor()) {
      long among = tallies.among(field);
      if (among > 0) {
        table.row(
            field.path() + (field.telling() ? " (" + field.what() + ")" : ""),
            shown(tallies.count(field)),
            shown(among),
            share(tallies.count(field), among));
      }
    }
    return table.cut(width, TextTable.Paint.PLAIN);
  }

  /** Never 0 % where there is one, nor 100 % where one lacks it. */
  private static String share(long count, long among) {
    double percent = 100.0 * count / among;
    if (count > 0 && percent < 0.1) {
      return "< 0.1 %";
    }
    if (count < among && percent > 99.9) {
      return "> 99.9 %";
    }
    return String.format(Locale.ROOT, "%.1f %%", percent);
  }

  private void add(List<String> lines, String line) {
    lines.addAll(Fitted.lines(line, width));
  }

  private static String shown(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
