package io.leakwatch.workbench.replay;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Evidence;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Source;
import io.leakwatch.schemas.SubjectType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must hold of every revision of every alert, whatever its detector. */
final class AlertRules {

  /** A figure that counts something: no part of a name, no length of time, no share of time. */
  private static final Pattern FIGURE =
      Pattern.compile(
          "(?<![\\w.,:/'@+-])\\d[\\d,]*(?:\\.\\d+)?(?![\\w:/'@-]|[.,]\\d)(?!\\s?(?:ms|s|min|h|d|km|km/h)\\b)");

  private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*(?:\\.\\d+)?");

  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private static final Pattern DOUBLED = Pattern.compile("(?i)(?<![\\w.-])([a-z]+) \\1(?![\\w.-])");

  private static final Pattern ONE_MANY =
      Pattern.compile("(?<![\\w.,:-])1 (?!of )[a-z]+s\\b(?<!address|access|class|less|address's)");

  private static final Pattern SHOUTED =
      Pattern.compile(
          "\\b(ACCOUNT|ADDRESS|CLIENT|SESSION|ENDPOINT|CONVERSATION|RESOURCE|FINGERPRINT)\\b");

  private final Function<String, String> addressOf;
  private final List<String> faults = new ArrayList<>();

  private AlertRules(Function<String, String> addressOf) {
    this.addressOf = addressOf;
  }

  /**
   * Holds revisions to the rules.
   *
   * @param addressOf the address of an event, by its id; null where it has none
   * @return what is wrong, sorted; empty for nothing
   */
  static List<String> faults(Collection<Alert> revisions, Function<String, String> addressOf) {
    AlertRules rules = new AlertRules(addressOf);
    Map<String, List<Alert>> byId = new TreeMap<>();
    revisions.forEach(
        each -> byId.computeIfAbsent(each.getAlertId(), id -> new ArrayList<>()).add(each));
    byId.values().forEach(rules::check);
    return rules.faults.stream().sorted().toList();
  }

  private void check(List<Alert> story) {
    story.sort(Comparator.comparingInt(Alert::getRevision));
    Set<Integer> numbers = new HashSet<>();
    Alert before = null;
    for (Alert alert : story) {
      holds(numbers.add(alert.getRevision()), alert, "has its number twice");
      words(alert);
      lists(alert);
      figures(alert);
      source(alert);
      holds(
          !alert.getUpdatedAt().isBefore(alert.getLastSeenAt()),
          alert,
          "is of " + alert.getUpdatedAt() + ", but was last seen at " + alert.getLastSeenAt());
      if (before != null) {
        follows(before, alert);
      }
      before = alert;
    }
  }

  private void words(Alert alert) {
    List<String> texts = new ArrayList<>(List.of(alert.getTitle(), alert.getSummary()));
    texts.addAll(alert.getRemediation());
    alert
        .getEvidence()
        .forEach(each -> texts.addAll(List.of(each.getCondition(), each.getObserved())));
    for (String text : texts) {
      finds(UNSEEN, text, alert, "what nobody sees");
      finds(DOUBLED, text, alert, "a word twice");
      finds(ONE_MANY, text, alert, "one that are many");
      finds(SHOUTED, text, alert, "a shouted kind");
      holds(text.length() < 700, alert, "says too much: " + text);
    }
    holds(alert.getTitle().length() <= 120, alert, "has a long title: " + alert.getTitle());
  }

  private void finds(Pattern pattern, String text, Alert alert, String what) {
    Matcher matcher = pattern.matcher(text);
    if (matcher.find()) {
      fault(alert, "says %s, '%s': %s".formatted(what, matcher.group(), text));
    }
  }

  private void lists(Alert alert) {
    boolean allNamed = alert.getAffectedAccounts().size() == alert.getAffectedCount();
    boolean allOthers =
        alert.getAffectedOther() == null
            || alert.getAffectedOther().getIds().size() == alert.getAffectedOther().getCount();
    holds(
        alert.getAffectedComplete() == (allNamed && allOthers),
        alert,
        "is wrong about its lists: %d of %d accounts"
            .formatted(alert.getAffectedAccounts().size(), alert.getAffectedCount()));
    holds(alert.getSources().size() <= alert.getSourcesCount(), alert, "lists more than it counts");
    holds(
        alert.getEvidence().stream().anyMatch(each -> each.getObservedValue() != null)
            || alert.getEvidence().stream()
                .noneMatch(each -> each.getObserved().matches("[\\d.]+")),
        alert,
        "has no figure as a number");
    for (Evidence each : alert.getEvidence()) {
      holds(
          each.getObservedValue() != null || !each.getObserved().matches("\\d[\\d.]*"),
          alert,
          "has a figure as text alone: " + each);
    }
  }

  private void figures(Alert alert) {
    Set<String> known = new HashSet<>();
    for (Evidence each : alert.getEvidence()) {
      Stream.of(each.getCondition(), each.getObserved(), each.getThreshold())
          .forEach(
              text -> NUMBER.matcher(text).results().forEach(it -> known.add(plain(it.group()))));
    }
    Stream.of(
            alert.getAffectedCount(),
            alert.getOccurrences(),
            alert.getSourcesCount(),
            alert.getRecords(),
            alert.getAffectedOther() == null ? 0 : alert.getAffectedOther().getCount(),
            (long) alert.getClients().size(),
            (long) alert.getSessions().size())
        .forEach(count -> known.add(Long.toString(count)));
    String words = withoutNames(alert, alert.getTitle() + ". " + alert.getSummary());
    FIGURE
        .matcher(words)
        .results()
        .map(it -> plain(it.group()))
        .filter(figure -> !known.contains(figure))
        .forEach(figure -> fault(alert, "says " + figure + ", which no evidence has: " + words));
  }

  private static String plain(String figure) {
    return figure.replace(",", "").replaceAll("(\\.\\d*?)0+$", "$1").replaceAll("\\.$", "");
  }

  /** Names hold digits, too. */
  private static String withoutNames(Alert alert, String words) {
    List<String> names = new ArrayList<>(alert.getAffectedAccounts());
    names.add(alert.getSubject().getId());
    names.addAll(alert.getClients());
    names.addAll(alert.getSessions());
    alert.getSources().stream().map(Source::getAddress).forEach(names::add);
    if (alert.getAffectedOther() != null) {
      names.addAll(alert.getAffectedOther().getIds());
    }
    names.sort(Comparator.comparingInt(String::length).reversed());
    String rest =
        words.replaceAll("program [0-9a-f]{8}", "program (hash)").replaceAll(" and \\d+ more", "");
    for (String name : names) {
      rest = name.length() < 2 ? rest : rest.replace(name, "(name)");
    }
    return rest;
  }

  /** Where an event that it quotes has an address, it names one. */
  private void source(Alert alert) {
    boolean known =
        alert.getSubject().getType() == SubjectType.ADDRESS
            || alert.getEventIds().stream().map(addressOf).anyMatch(address -> address != null);
    holds(!known || !alert.getSources().isEmpty(), alert, "does not say where it came from");
  }

  private void follows(Alert before, Alert alert) {
    notLess(before, alert, Alert::getAffectedCount, "accounts");
    notLess(before, alert, Alert::getSourcesCount, "sources");
    notLess(before, alert, Alert::getRecords, "records");
    notLess(before, alert, Alert::getOccurrences, "occurrences");
    notLess(before, alert, it -> it.getLastSeenAt().toEpochMilli(), "last seen");
    notLess(before, alert, it -> -it.getFirstSeenAt().toEpochMilli(), "first seen");
    notLess(before, alert, it -> (long) rank(it.getSeverity()), "severity");
    notLess(before, alert, it -> it.getUpdatedAt().toEpochMilli(), "updated");
    totals(before)
        .forEach(
            (total, value) ->
                holds(
                    totals(alert).getOrDefault(total, -1.0) >= value,
                    alert,
                    "has less than before of: " + total));
  }

  @SuppressWarnings("EnumOrdinal") // severities are in order
  private static int rank(Severity severity) {
    return severity.ordinal();
  }

  private static Map<String, Double> totals(Alert alert) {
    Map<String, Double> totals = new HashMap<>();
    Predicate<Evidence> isTotal = each -> each.getCondition().endsWith(" in all");
    alert.getEvidence().stream()
        .filter(isTotal.and(each -> each.getObservedValue() != null))
        .forEach(each -> totals.put(each.getCondition(), each.getObservedValue()));
    return totals;
  }

  private void notLess(Alert before, Alert alert, Function<Alert, Long> of, String what) {
    holds(
        of.apply(alert) >= of.apply(before),
        alert,
        "has fewer " + what + " than before: " + of.apply(before) + " and now " + of.apply(alert));
  }

  private void holds(boolean rule, Alert alert, String fault) {
    if (!rule) {
      fault(alert, fault);
    }
  }

  private void fault(Alert alert, String fault) {
    faults.add(
        "%s %s revision %d (%s) %s"
            .formatted(
                alert.getDetectorId(),
                alert.getAlertId(),
                alert.getRevision(),
                alert.getActivity(),
                fault));
  }
}
