package io.leakwatch.workbench.show;

import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.Alert;
import io.leakwatch.workbench.alerts.StoredAlert;
import io.leakwatch.workbench.terminal.Moments;
import java.util.Collection;

/** An alert as Markdown, for a ticket: what {@code ./leakwatch show --markdown} prints. */
public final class AlertTicket {

  private AlertTicket() {}

  /**
   * The text, in UTC; ends with a line end.
   *
   * @param related alerts that it names, as far as they are known
   */
  public static String of(Alert alert, Collection<Alert> related) {
    return String.join(
            "\n",
            MarkdownPage.lines(
                new AlertPage(stored(alert), Moments.UTC)
                    .blocks(related.stream().map(AlertTicket::stored).toList(), null)))
        + "\n";
  }

  private static StoredAlert stored(Alert alert) {
    return new StoredAlert(alert, JsonRecords.write(alert));
  }
}
