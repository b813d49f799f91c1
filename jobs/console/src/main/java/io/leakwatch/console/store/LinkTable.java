package io.leakwatch.console.store;

import io.leakwatch.schemas.AffectedOther;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.RelatedAlert;
import io.leakwatch.schemas.Relation;
import io.leakwatch.schemas.Source;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Writes what alerts name: accounts, addresses and so on, and each other. */
final class LinkTable {

  /** Entities whose numbers are remembered: attackers make more of them than there is memory. */
  private static final int MOST_REMEMBERED = 100_000;

  private record Name(String type, String id) {}

  private record Link(long entity, String role) {}

  private final Sql sql;
  private final Map<Name, Long> numbers =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Name, Long> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  LinkTable(Sql sql) {
    this.sql = sql;
  }

  void forget() {
    numbers.clear();
  }

  /**
   * Writes what an alert names instead of what it named before.
   *
   * @return the ids of alerts that it names or named as steps or causes, by which incidents change
   */
  Set<String> write(long n, boolean isNew, Alert alert) {
    Set<Link> wanted = links(alert);
    if (!isNew) {
      Set<Link> before =
          new HashSet<>(
              sql.list(
                  "SELECT e, role FROM link WHERE n = ?",
                  row -> new Link(row.getLong(1), row.getString(2)),
                  n));
      for (Link each : before) {
        if (!wanted.remove(each)) {
          sql.update(
              "DELETE FROM link WHERE e = ? AND n = ? AND role = ?", each.entity, n, each.role);
        }
      }
    }
    for (Link each : wanted) {
      sql.update("INSERT INTO link (e, n, role) VALUES (?, ?, ?)", each.entity, n, each.role);
    }
    return quotes(n, isNew, alert);
  }

  private Set<String> quotes(long n, boolean isNew, Alert alert) {
    Set<String> touched = new HashSet<>();
    if (!isNew) {
      touched.addAll(
          sql.list("SELECT alert_id FROM quote WHERE n = ?", row -> row.getString(1), n));
      sql.update("DELETE FROM quote WHERE n = ?", n);
    }
    for (RelatedAlert each : alert.getRelated()) {
      sql.update(
          "INSERT OR IGNORE INTO quote (n, alert_id, relation) VALUES (?, ?, ?)",
          n,
          each.getAlertId(),
          each.getRelation().name());
      if (each.getRelation() == Relation.CAUSED_BY) {
        touched.add(each.getAlertId());
      }
    }
    if (isNew) {
      // Alerts that were read before may have waited for this one as their takeover.
      touched.addAll(
          sql.list(
              "SELECT a.alert_id FROM quote q JOIN alert a ON a.n = q.n"
                  + " WHERE q.alert_id = ? AND q.relation = 'PART_OF'",
              row -> row.getString(1),
              alert.getAlertId()));
    }
    return touched;
  }

  private Set<Link> links(Alert alert) {
    Set<Link> links = new HashSet<>();
    add(links, alert.getSubject().getType().name(), alert.getSubject().getId(), "SUBJECT");
    alert.getAffectedAccounts().forEach(each -> add(links, "ACCOUNT", each, "AFFECTED"));
    AffectedOther other = alert.getAffectedOther();
    if (other != null) {
      other.getIds().forEach(each -> add(links, other.getType().name(), each, "AFFECTED"));
    }
    for (Source source : alert.getSources()) {
      add(links, "ADDRESS", source.getAddress(), "SOURCE");
      if (source.getCountry() != null) {
        add(links, "COUNTRY", source.getCountry(), "SOURCE");
      }
      if (source.getAsn() != null) {
        add(links, "ASN", source.getAsn().toString(), "SOURCE");
      }
    }
    alert.getClients().forEach(each -> add(links, "CLIENT", each, "USED"));
    alert.getSessions().forEach(each -> add(links, "SESSION", each, "USED"));
    alert.getAttack().forEach(each -> add(links, "ATTACK", each, "TECHNIQUE"));
    alert.getDataClasses().forEach(each -> add(links, "DATA_CLASS", each.name(), "LEFT"));
    return links;
  }

  private void add(Set<Link> links, String type, String id, String role) {
    links.add(new Link(number(new Name(type, ShortText.id(id))), role));
  }

  private long number(Name name) {
    return numbers.computeIfAbsent(name, this::find);
  }

  private long find(Name name) {
    return sql.first(
            "SELECT e FROM entity WHERE type = ? AND id = ?",
            row -> row.getLong(1),
            name.type,
            name.id)
        .orElseGet(
            () ->
                sql.first(
                        "INSERT INTO entity (type, id) VALUES (?, ?) RETURNING e",
                        row -> row.getLong(1),
                        name.type,
                        name.id)
                    .orElseThrow());
  }
}
