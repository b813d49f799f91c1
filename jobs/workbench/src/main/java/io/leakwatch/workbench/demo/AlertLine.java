package io.leakwatch.workbench.demo;

import io.leakwatch.local.Fitted;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** One line about alerts, no wider than the terminal. */
public final class AlertLine {

  /** What stands above the columns. */
  public static final List<String> HEADINGS =
      List.of("time", "new", "severity", "detector", "about");

  /** From here on the subjects are a column of their own. */
  private static final int WIDE = 100;

  private static final String FORMAT = "%5s  %-3s  %-8s  %-22s  %s";
  private static final int SEVERITY_FROM = 12;

  private final int width;
  private final boolean coloured;

  /**
   * @param width columns that there are
   * @param coloured whether the severity is coloured, as terminals understand it
   */
  AlertLine(int width, boolean coloured) {
    this.width = width;
    this.coloured = coloured;
  }

  /** The headings, each where its column is. */
  public static String header() {
    return String.format(Locale.ROOT, FORMAT, HEADINGS.toArray());
  }

  /**
   * A line.
   *
   * @param elapsed since publishing began
   */
  String of(Headline headline, Duration elapsed) {
    if (headline instanceof Headline.Single single) {
      return of(single, elapsed);
    }
    Headline.More more = (Headline.More) headline;
    String others = "and " + more.count() + " more: " + more.words();
    return Fitted.line(String.format(Locale.ROOT, "%5s  %s", clock(elapsed), others), width);
  }

  private String of(Headline.Single single, Duration elapsed) {
    Alert alert = single.alert();
    String line =
        Fitted.line(
            String.format(
                Locale.ROOT,
                FORMAT,
                clock(elapsed),
                single.isNew() ? "new" : "up",
                alert.getSeverity(),
                alert.getDetectorId(),
                about(alert)),
            width);
    return coloured ? coloured(line, alert.getSeverity()) : line;
  }

  private String about(Alert alert) {
    String subject = alert.getSubject().getType() + " " + alert.getSubject().getId();
    String column = width < WIDE ? "%s  %s" : "%-24s  %s";
    return String.format(Locale.ROOT, column, subject, alert.getSummary());
  }

  /** Minutes and seconds. */
  static String clock(Duration elapsed) {
    return String.format(Locale.ROOT, "%d:%02d", elapsed.toMinutes(), elapsed.toSecondsPart());
  }

  private static String coloured(String line, Severity severity) {
    int to = SEVERITY_FROM + severity.name().length();
    return line.substring(0, SEVERITY_FROM)
        + ("\u001b[" + colour(severity) + "m")
        + line.substring(SEVERITY_FROM, to)
        + "\u001b[0m"
        + line.substring(to);
  }

  private static String colour(Severity severity) {
    return switch (severity) {
      case INFORMATIONAL -> "2";
      case LOW -> "36";
      case MEDIUM -> "33";
      case HIGH -> "31";
      case CRITICAL -> "1;97;41";
    };
  }
}
