package io.leakwatch.console.questions;

import io.leakwatch.console.store.Rank;
import io.leakwatch.console.store.ShortText;
import io.leakwatch.detection.activity.NetworkAddress;
import io.leakwatch.schemas.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which alerts are wanted: conditions in SQL on the table of alerts, with their values. */
public final class Filter {

  private static final int MOST_WORDS = 20;
  private static final int LONGEST = 200;

  /** Each more of them makes a look at a hostile id longer by its length. */
  private static final int MOST_STARS = 3;

  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();
  private boolean isNarrow;

  private Filter() {}

  /**
   * Reads the query of an address.
   *
   * @param query the names and texts that the page sends; names that are no filter's are ignored
   * @param me who asks
   * @throws IllegalArgumentException if a value is none; the message says which, and what to give
   */
  public static Filter of(Map<String, String> query, String me) {
    Filter filter = new Filter();
    Query given = new Query(query);
    filter.view(given, me);
    filter.isNarrow = false;
    filter.words(given.text("q"));
    filter.severities(given.many("severity"));
    filter.anyOf("detector_id", given.many("detector"));
    filter.anyOf("mode", given.many("mode"));
    filter.anyOf("status", given.many("status"));
    filter.anyOf("activity", given.many("activity"));
    filter.anyOf("subject_type", given.many("subject_type"));
    filter.subject(given.text("subject"));
    filter.orNone("assignee", given.text("assignee"));
    filter.orNone("verdict", given.text("verdict"));
    filter.names("ACCOUNT", given.text("account"));
    filter.address(given.text("address"));
    filter.names("COUNTRY", given.text("country"));
    filter.names("ASN", given.text("asn"));
    filter.names("CLIENT", given.text("client"));
    filter.names("SESSION", given.text("session"));
    filter.names("ATTACK", given.text("attack"));
    filter.names("DATA_CLASS", given.text("data_class"));
    filter.suppressed(given.text("suppressed"));
    filter.anyOf("incident", given.many("incident"));
    filter.atLeast("risk", given.number("min_risk"));
    filter.atLeast("confidence", given.number("min_confidence"));
    filter.atLeast("affected", given.number("min_affected"));
    filter.atLeast("raised_at", given.number("from"));
    Long to = given.number("to");
    if (to != null) {
      filter.add("raised_at < ?", to);
    }
    return filter;
  }

  /** All alerts. */
  static Filter all() {
    return new Filter();
  }

  Filter add(String condition, Object... more) {
    conditions.add("(" + condition + ")");
    Collections.addAll(values, more);
    isNarrow = true;
    return this;
  }

  /** Behind WHERE. */
  String sql() {
    return conditions.isEmpty() ? "1" : String.join(" AND ", conditions);
  }

  /** For the question marks, and behind them more. */
  Object[] values(Object... more) {
    Object[] all = Arrays.copyOf(values.toArray(), values.size() + more.length);
    System.arraycopy(more, 0, all, values.size(), more.length);
    return all;
  }

  /** Whether it asks for more than a view does: then few alerts may fit. */
  boolean isNarrow() {
    return isNarrow;
  }

  private void view(Query given, String me) {
    String view = given.text("view");
    if (view == null) {
      view = given.text("status") == null ? "open" : "all";
    }
    switch (view) {
      case "all" -> {
        // All of them.
      }
      case "open" -> {
        // Who asks for what is on trial or suppressed wants to see it.
        boolean anyMode = given.text("mode") != null || given.text("suppressed") != null;
        if (anyMode) {
          add("status <> 'CLOSED'");
        } else {
          add("status <> 'CLOSED' AND (mode = 'ACTIVE' OR assignee = ?)", me);
        }
      }
      case "closed" -> add("status = 'CLOSED'");
      case "mine" -> add("status <> 'CLOSED' AND assignee = ?", me);
      default ->
          throw new IllegalArgumentException(
              "view: there is none of this name; give one of open, all, closed, mine");
    }
  }

  private void words(String text) {
    if (text == null) {
      return;
    }
    // Nobody types a zero character, and SQLite would take it for the end.
    List<String> words =
        Arrays.stream(text.replace('\0', ' ').strip().split("\\s+"))
            .filter(each -> !each.isEmpty())
            .toList();
    if (words.size() > MOST_WORDS || words.stream().anyMatch(each -> each.length() > LONGEST)) {
      throw new IllegalArgumentException(
          "q: give at most %d words of at most %d characters".formatted(MOST_WORDS, LONGEST));
    }
    words.forEach(this::word);
  }

  private void word(String word) {
    String notes =
        "alert_id IN (SELECT alert_id FROM triage WHERE note LIKE ? ESCAPE '\\'"
            + " OR assignee LIKE ? ESCAPE '\\')";
    String like = "%" + word.replaceAll("[\\\\%_]", "\\\\$0") + "%";
    if (word.codePoints().anyMatch(Character::isLetterOrDigit)) {
      String phrase = "\"" + word.replace("\"", "\"\"") + "\" *";
      add("n IN (SELECT rowid FROM words WHERE words MATCH ?) OR " + notes, phrase, like, like);
    } else {
      // The index knows letters and digits alone.
      add("n IN (SELECT n FROM page WHERE title LIKE ? ESCAPE '\\') OR " + notes, like, like, like);
    }
  }

  private void severities(List<String> names) {
    if (!names.isEmpty()) {
      String ranks =
          names.stream().map(Filter::rank).map(String::valueOf).collect(Collectors.joining(", "));
      add("severity IN (" + ranks + ")");
    }
  }

  private static int rank(String name) {
    try {
      return Rank.of(Severity.valueOf(name));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "severity: there is none of this name; give some of "
              + Arrays.stream(Severity.values()).map(Enum::name).collect(Collectors.joining(", ")),
          unknown);
    }
  }

  private void anyOf(String column, List<String> wanted) {
    if (!wanted.isEmpty()) {
      String marks = String.join(", ", Collections.nCopies(wanted.size(), "?"));
      add(column + " IN (" + marks + ")", wanted.toArray());
    }
  }

  private void orNone(String column, String wanted) {
    if (wanted != null) {
      if (wanted.equals("none")) {
        add(column + " IS NULL");
      } else {
        anyOf(column, Arrays.asList(wanted.split(",")));
      }
    }
  }

  private void subject(String id) {
    if (id == null) {
      return;
    }
    long stars = id.chars().filter(each -> each == '*').count();
    if (stars > MOST_STARS || (stars > 0 && id.length() > LONGEST)) {
      throw new IllegalArgumentException(
          "subject: a pattern has at most %d * and %d characters; give a shorter one"
              .formatted(MOST_STARS, LONGEST));
    }
    if (stars > 0) {
      add("subject_id GLOB ?", id.replace("[", "[[]").replace("?", "[?]"));
    } else {
      add("subject_id = ?", ShortText.id(id));
    }
  }

  private void address(String text) {
    String entity = text == null || text.contains("/") ? null : NetworkAddress.entityId(text);
    names("ADDRESS", entity == null ? text : entity);
  }

  private void names(String type, String id) {
    if (id != null) {
      add(
          "n IN (SELECT n FROM link WHERE e = (SELECT e FROM entity WHERE type = ? AND id = ?))",
          type,
          ShortText.id(id));
    }
  }

  private void suppressed(String wanted) {
    if (wanted == null) {
      return;
    }
    switch (wanted) {
      case "true" -> add("suppressed_by IS NOT NULL");
      case "false" -> add("suppressed_by IS NULL");
      default -> add("suppressed_by = ?", wanted);
    }
  }

  private void atLeast(String column, Long least) {
    if (least != null) {
      add(column + " >= ?", least);
    }
  }
}
