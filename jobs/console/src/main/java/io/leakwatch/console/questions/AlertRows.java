package io.leakwatch.console.questions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.leakwatch.console.store.Sql;
import io.leakwatch.pipeline.json.JsonFault;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.Alert;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alerts by their ids. */
public final class AlertRows {

  private AlertRows() {}

  /** Those that are there, by id. */
  public static Map<String, Row> byIds(Sql sql, Collection<String> ids) {
    ArrayNode wanted = JsonNodeFactory.instance.arrayNode();
    ids.forEach(wanted::add);
    List<Long> numbers =
        sql.list(
            "SELECT n FROM alert WHERE alert_id IN (SELECT value FROM json_each(?))",
            row -> row.getLong(1),
            wanted.toString());
    Map<String, Row> rows = new HashMap<>();
    Rows.of(sql, numbers).forEach(row -> rows.put(row.alertId(), row));
    return rows;
  }

  /** The latest revision of an alert, if there is one. */
  public static Optional<Alert> alert(Sql sql, String alertId) {
    return AlertDetail.json(sql, alertId).map(AlertRows::read);
  }

  /** What an alert says should be done next. */
  public static List<String> nextSteps(Sql sql, Row row) {
    return alert(sql, row.alertId()).map(Alert::getRemediation).orElse(List.of());
  }

  static Alert read(String json) {
    try {
      return JsonRecords.read(json, Alert.class);
    } catch (JsonFault impossible) {
      throw new IllegalStateException("what was written here cannot be read", impossible);
    }
  }
}
