package io.leakwatch.console.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.leakwatch.console.questions.AlertRows;
import io.leakwatch.console.questions.Row;
import io.leakwatch.console.store.ShortText;
import io.leakwatch.console.store.Sql;
import io.leakwatch.pipeline.decisions.Network;
import io.leakwatch.pipeline.decisions.Scope;
import io.leakwatch.schemas.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a suppression would have hidden.
 *
 * @param days how far it was looked back
 * @param alerts how many alerts fit that asked for action, or were hidden by another suppression
 * @param rows those that were judged true come first, then the newest; at most {@value #MOST_ROWS}
 * @param from epoch milliseconds, as {@code to}
 */
public record Preview(
    int days,
    long alerts,
    long truePositives,
    long benign,
    long falsePositives,
    long unjudged,
    List<Row> rows,
    long from,
    long to) {

  private static final int DAYS = 30;
  private static final int MOST_ROWS = 20;

  private record Candidate(String alertId, String verdict, String subject) {}

  /** Looks it up. */
  static Preview of(Sql sql, Suppression suppression, Instant to) {
    Scope scope = Scope.of(suppression);
    Instant from = to.minus(Duration.ofDays(DAYS));
    List<Candidate> fitting =
        candidates(sql, suppression, from).stream().filter(each -> fits(sql, scope, each)).toList();
    List<String> first = fitting.stream().limit(MOST_ROWS).map(Candidate::alertId).toList();
    Map<String, Row> rows = AlertRows.byIds(sql, first);
    return new Preview(
        DAYS,
        fitting.size(),
        count(fitting, "TRUE_POSITIVE"),
        count(fitting, "BENIGN_TRUE_POSITIVE"),
        count(fitting, "FALSE_POSITIVE"),
        count(fitting, null),
        first.stream().map(rows::get).toList(),
        from.toEpochMilli(),
        to.toEpochMilli());
  }

  /** Without looking at the whole alert, where that can be. */
  private static boolean fits(Sql sql, Scope scope, Candidate each) {
    boolean isEnough = scope.network() == null && each.subject.length() <= ShortText.BEGINNING;
    return isEnough
        ? (scope.subject() == null || scope.subject().fits(each.subject))
        : AlertRows.alert(sql, each.alertId).filter(scope::fits).isPresent();
  }

  private static long count(List<Candidate> all, String verdict) {
    return all.stream().filter(each -> Objects.equals(each.verdict, verdict)).count();
  }

  /** All that may fit, and few that do not. */
  private static List<Candidate> candidates(Sql sql, Suppression suppression, Instant from) {
    StringBuilder where = new StringBuilder("updated_at >= ?");
    List<Object> values = new ArrayList<>(List.of(from.toEpochMilli()));
    if (suppression.getDetectorId() != null) {
      where.append(" AND detector_id = ?");
      values.add(suppression.getDetectorId());
    }
    if (suppression.getSubjectType() != null) {
      where.append(" AND subject_type = ?");
      values.add(suppression.getSubjectType().name());
    }
    if (suppression.getNetwork() != null) {
      where.append(" AND n IN (SELECT n FROM link WHERE e IN (SELECT value FROM json_each(?)))");
      values.add(addresses(sql, Network.of(suppression.getNetwork())).toString());
    }
    return sql.list(
        "SELECT alert_id, verdict, subject_id FROM alert WHERE "
            + where
            + " AND (mode = 'ACTIVE' OR suppressed_by IS NOT NULL)"
            + " ORDER BY coalesce(verdict, '') = 'TRUE_POSITIVE' DESC, raised_at DESC, alert_id",
        row -> new Candidate(row.getString(1), row.getString(2), row.getString(3)),
        values.toArray());
  }

  private static ArrayNode addresses(Sql sql, Network network) {
    ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
    sql.list(
        "SELECT e, id FROM entity WHERE type = 'ADDRESS'",
        row -> network.holds(row.getString(2)) ? numbers.add(row.getLong(1)) : null);
    return numbers;
  }
}
