package io.leakwatch.console.questions;

import io.leakwatch.console.store.Sql;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.gaps.Gaps;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a detector does not see at the moment, as the job says.
 *
 * @param detectorId null where no single detector is named
 */
public record Blindness(String detectorId, String words) {

  private static final int MOST_GAPS = 100;

  private record Gap(String title, String summary) {

    boolean names(String id) {
      return Pattern.compile("(?<![a-z-])" + Pattern.quote(id) + "(?![a-z-])")
          .matcher(summary)
          .find();
    }
  }

  /** By the gaps that have not ended. */
  public static List<Blindness> now(Sql sql) {
    List<Blindness> all = new ArrayList<>();
    List<Gap> gaps =
        sql.list(
            "SELECT p.title, p.summary FROM alert a JOIN page p USING (n)"
                + " WHERE a.detector_id = ? AND a.activity <> 'CLOSE'"
                + " AND a.subject_type = 'SERVICE' ORDER BY a.raised_at, a.alert_id LIMIT "
                + MOST_GAPS,
            row -> new Gap(row.getString(1), row.getString(2)),
            Gaps.ID);
    for (Gap gap : gaps) {
      List<String> named = Detectors.ALL.stream().map(DetectorType::id).filter(gap::names).toList();
      named.forEach(id -> all.add(new Blindness(id, gap.title)));
      if (named.isEmpty()) {
        all.add(new Blindness(null, gap.title));
      }
    }
    return all;
  }
}
