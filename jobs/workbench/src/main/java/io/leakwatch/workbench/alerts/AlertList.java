package io.leakwatch.workbench.alerts;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.detection.words.Shown;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Severity;
import io.leakwatch.workbench.terminal.Cells;
import io.leakwatch.workbench.terminal.Moments;
import io.leakwatch.workbench.terminal.Screen;
import io.leakwatch.workbench.terminal.SeverityPaint;
import io.leakwatch.workbench.terminal.TextTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Alerts for a person, a line each. */
final class AlertList {

  private static final int SEVERITY = 2;
  private static final int FIRST_IDS = 8;
  private static final int WIDE_FOR_SUBJECTS = 140;
  private static final int WIDE_FOR_DETECTORS = 160;

  private final Screen screen;
  private final Moments moments;
  private final boolean oneYear;
  private final int idLength;

  /**
   * @param all the run's alerts, of which some are listed: what is short must be unique among them
   */
  AlertList(Screen screen, Moments moments, Collection<StoredAlert> all) {
    this.screen = screen;
    this.moments = moments;
    oneYear =
        all.stream().map(each -> moments.year(each.alert().getRaisedAt())).distinct().count() <= 1;
    idLength = uniqueLength(all);
  }

  /** The shortest beginnings that tell all ids apart; {@code show} takes them. */
  private static int uniqueLength(Collection<StoredAlert> all) {
    List<String> sorted = all.stream().map(StoredAlert::id).sorted().toList();
    int needed = FIRST_IDS;
    for (int i = 1; i < sorted.size(); i++) {
      int common = 0;
      String one = sorted.get(i - 1);
      String other = sorted.get(i);
      while (common < Math.min(one.length(), other.length())
          && one.charAt(common) == other.charAt(common)) {
        common++;
      }
      needed = Math.max(needed, common + 1);
    }
    return needed;
  }

  /** The lines: a heading, then each group with a line of its own above it. */
  List<String> lines(List<Group> groups, boolean withHeadings) {
    TextTable table = new TextTable(headings().toArray(String[]::new)).right(1, 3);
    int last = headings().size() - 1;
    for (int i = 0; i <= last; i++) {
      if (i > 4) {
        table.shrinking(i, i == last ? 20 : 14);
      }
    }
    for (Group group : groups) {
      if (withHeadings) {
        table.across("");
        table.across(heading(group));
      }
      group.listed().forEach(each -> table.row(cells(each).toArray(String[]::new)));
    }
    return table.cut(screen.width(), SeverityPaint.of(SEVERITY, screen));
  }

  private List<String> headings() {
    List<String> names = new ArrayList<>();
    names.addAll(List.of("alert", "raised (" + moments.zone() + ")", "severity", "risk", "status"));
    if (screen.width() >= WIDE_FOR_DETECTORS) {
      names.add("detector");
    }
    if (screen.width() >= WIDE_FOR_SUBJECTS) {
      names.add("subject");
    }
    names.add("what happened");
    return names;
  }

  private List<String> cells(StoredAlert stored) {
    Alert alert = stored.alert();
    List<String> cells = new ArrayList<>();
    cells.add(Shown.text(stored.id().substring(0, Math.min(idLength, stored.id().length()))));
    cells.add(time(alert.getRaisedAt()));
    cells.add(alert.getSeverity().name());
    cells.add(String.valueOf(alert.getRiskScore()));
    cells.add(stored.status());
    if (screen.width() >= WIDE_FOR_DETECTORS) {
      cells.add(Shown.text(alert.getDetectorId()));
    }
    if (screen.width() >= WIDE_FOR_SUBJECTS) {
      cells.add(stored.subject());
    }
    cells.add(marks(alert) + Shown.text(alert.getTitle()));
    return cells;
  }

  private static String marks(Alert alert) {
    return (alert.getSuppressedBy() == null ? "" : "[suppressed] ")
        + (alert.getMode() == AlertMode.SHADOW ? "[shadow] " : "");
  }

  private String time(Instant at) {
    return oneYear ? moments.brief(at) : moments.dated(at);
  }

  private String heading(Group group) {
    List<StoredAlert> listed = group.listed();
    List<String> subjects = listed.stream().map(StoredAlert::subject).distinct().toList();
    Comparator<StoredAlert> byTime = Comparator.comparing(each -> each.alert().getRaisedAt());
    Instant first = listed.stream().min(byTime).orElseThrow().alert().getRaisedAt();
    Instant last = listed.stream().max(byTime).orElseThrow().alert().getRaisedAt();
    String when = first.equals(last) ? time(first) : time(first) + " to " + time(last);
    String some = listed.size() == group.size() ? "" : listed.size() + " of ";
    String end = ": " + some + Figures.counted(group.size(), "alert") + ", " + when;
    int room = screen.width() - Cells.width(end);
    return Cells.cut(Figures.listed(subjects), Math.max(1, room)) + end;
  }

  /** {@code 2 of 5 alerts: 1 HIGH, 1 LOW}, and why the others are missing. */
  static String count(List<StoredAlert> shown, long matching, long all) {
    Map<Severity, Long> counts =
        shown.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.alert().getSeverity(),
                    () -> new EnumMap<>(Severity.class),
                    Collectors.counting()));
    List<String> words = new ArrayList<>();
    counts.forEach((severity, count) -> words.add(0, count + " " + severity));
    String line =
        shown.size()
            + " of "
            + Figures.counted(all, "alert")
            + (words.isEmpty() ? "" : ": " + String.join(", ", words));
    long hidden = matching - shown.size();
    return hidden == 0 ? line : line + "; --limit leaves out " + hidden;
  }
}
