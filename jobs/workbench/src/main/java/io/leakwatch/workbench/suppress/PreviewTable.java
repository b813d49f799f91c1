package io.leakwatch.workbench.suppress;

import io.leakwatch.detection.words.Shown;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Verdict;
import io.leakwatch.workbench.terminal.Moments;
import io.leakwatch.workbench.terminal.Screen;
import io.leakwatch.workbench.terminal.TextTable;
import java.util.List;
import java.util.Locale;

/** Some of the alerts that a suppression would have hidden. */
final class PreviewTable {

  private static final int EXAMPLES = 20;

  private static final int WHAT_HAPPENED = 5;

  private PreviewTable() {}

  static List<String> lines(Preview preview, Moments moments, Screen screen) {
    TextTable table =
        new TextTable("updated", "severity", "detector", "subject", "verdict", "what happened")
            .shrinking(WHAT_HAPPENED, 20)
            .shrinking(3, 12);
    for (Alert alert : preview.hidden().subList(0, Math.min(EXAMPLES, preview.hidden().size()))) {
      table.row(
          moments.dated(alert.getUpdatedAt()),
          alert.getSeverity().toString().toLowerCase(Locale.ROOT),
          alert.getDetectorId(),
          SuppressCommand.subject(alert),
          word(preview.verdicts().get(alert.getAlertId())),
          Shown.text(alert.getTitle()));
    }
    if (preview.hidden().size() > EXAMPLES) {
      table.across("and %,d more".formatted(preview.hidden().size() - EXAMPLES));
    }
    return table.cut(screen.width(), TextTable.Paint.PLAIN);
  }

  private static String word(Verdict verdict) {
    if (verdict == null) {
      return "-";
    }
    return switch (verdict) {
      case TRUE_POSITIVE -> "true";
      case BENIGN_TRUE_POSITIVE -> "benign";
      case FALSE_POSITIVE -> "false";
      case DUPLICATE -> "duplicate";
    };
  }
}
