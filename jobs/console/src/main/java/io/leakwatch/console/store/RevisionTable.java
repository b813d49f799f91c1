package io.leakwatch.console.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Evidence;
import java.util.Optional;

/** Writes what each revision of an alert said. */
final class RevisionTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sql sql;

  RevisionTable(Sql sql) {
    this.sql = sql;
  }

  /** Writes it, unless it is there; each comes from two topics. Says whether it was written. */
  boolean add(long n, Alert alert, long mark) {
    Optional<Long> before =
        sql.first(
            "SELECT mark FROM revision WHERE n = ? AND revision = ?",
            row -> row.getLong(1),
            n,
            alert.getRevision());
    if (before.isPresent() && before.get() >= mark) {
      return false;
    }
    sql.update(
        "INSERT OR REPLACE INTO revision (n, revision, mark, activity, severity, mode, risk,"
            + " confidence, updated_at, affected, occurrences, sources, records, title,"
            + " suppressed_by, evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        n,
        alert.getRevision(),
        mark,
        alert.getActivity().name(),
        Rank.of(alert.getSeverity()),
        alert.getMode().name(),
        alert.getRiskScore(),
        alert.getConfidence(),
        AlertTable.updatedAt(alert),
        alert.getAffectedCount(),
        alert.getOccurrences(),
        alert.getSourcesCount(),
        alert.getRecords(),
        ShortText.title(alert.getTitle()),
        alert.getSuppressedBy(),
        evidence(alert));
    return true;
  }

  private static String evidence(Alert alert) {
    ArrayNode all = JSON.createArrayNode();
    for (Evidence each : alert.getEvidence()) {
      ObjectNode one = all.addObject();
      one.put("condition", ShortText.title(each.getCondition()));
      one.put("observed", ShortText.title(each.getObserved()));
      one.put("observed_value", each.getObservedValue());
      one.put("threshold_value", each.getThresholdValue());
      one.put("unit", each.getUnit());
    }
    return all.toString();
  }
}
