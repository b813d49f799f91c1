package io.leakwatch.detection;

import io.leakwatch.detection.story.Extent;
import io.leakwatch.schemas.Severity;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * What an analyst reads about a match: how severe, how sure, in which words, and why.
 *
 * @param confidence 0 to 100
 * @param title what happened, in a few words
 * @param summary what happened, to whom, and how sure the detector is
 * @param conditions every condition that held; if a condition was measured twice, the later figures
 * @param eventIds causing events, at most {@link Signal#MOST_EVENTS}
 * @param accounts accounts touched, at most {@link Signal#MOST_ACCOUNTS}, the gravest first
 * @param accountCount how many accounts were touched
 * @param extent how far it goes in all
 * @param remediation the next steps
 */
public record Finding(
    Severity severity,
    int confidence,
    String title,
    String summary,
    List<Condition> conditions,
    List<String> eventIds,
    List<String> accounts,
    long accountCount,
    Extent extent,
    List<String> remediation) {

  /** A finding that rests on all signals of a match; accounts of later signals come first. */
  public static Finding of(
      Match match,
      Severity severity,
      int confidence,
      String title,
      String summary,
      List<String> remediation) {
    Map<String, Condition> conditions = new LinkedHashMap<>();
    LinkedHashSet<String> events = new LinkedHashSet<>();
    LinkedHashSet<String> accounts = new LinkedHashSet<>();
    long accountCount = 0;
    for (int i = match.signals().size() - 1; i >= 0; i--) {
      Signal signal = match.signals().get(i);
      accounts.addAll(signal.accounts());
      events.addAll(signal.eventIds());
      accountCount = Math.max(accountCount, signal.accountCount());
    }
    for (Signal signal : match.signals()) {
      signal.conditions().forEach(condition -> conditions.put(condition.condition(), condition));
    }
    return new Finding(
        severity,
        confidence,
        title,
        summary,
        List.copyOf(conditions.values()),
        first(events, Signal.MOST_EVENTS),
        first(accounts, Signal.MOST_ACCOUNTS),
        Math.max(accountCount, Math.max(accounts.size(), match.extent().accounts())),
        match.extent(),
        remediation);
  }

  private static List<String> first(Collection<String> all, int most) {
    return all.stream().limit(most).toList();
  }
}
