package io.leakwatch.detection.story;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.activity.Place;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How far something goes: from when to when, how often, to whom, from where, and what left. It is
 * what an alert says in all, beside the figures of windows that its evidence holds; joined with a
 * later one it never shrinks.
 *
 * @param since event time of the first event that counted, epoch milliseconds; {@link
 *     StatePart#NEVER} for none
 * @param last event time of the last one, epoch milliseconds
 * @param events how many counted
 * @param accounts how many accounts were touched
 * @param exact whether accounts and sources were counted one by one; if not, they are an estimate
 * @param sources where it came from, at most {@link #MOST_SOURCES}, most events first
 * @param sourceCount from how many addresses it came; may exceed the list
 * @param clients OAuth clients or apps that were used, at most {@link #MOST_NAMED}
 * @param sessions sessions that were used, at most {@link #MOST_NAMED}
 * @param dataClasses {@link DataClasses#bits} of the personal data that left
 * @param records how many records left
 * @param others what else than accounts was touched; null for nothing
 */
public record Extent(
    long since,
    long last,
    long events,
    long accounts,
    boolean exact,
    List<Source> sources,
    long sourceCount,
    List<String> clients,
    List<String> sessions,
    int dataClasses,
    long records,
    Others others) {

  /**
   * Other things than accounts.
   *
   * @param ids some of them, at most {@link #MOST_IDS}
   * @param count how many there were; may exceed the list
   */
  public record Others(SubjectType type, List<String> ids, long count) {}

  public static final int MOST_IDS = 100;
  public static final int MOST_SOURCES = 20;
  public static final int MOST_NAMED = 20;

  /** More addresses than these are not put into a sentence. */
  private static final int MOST_SAID = 3;

  /** Nothing at all. */
  public static final Extent NONE =
      new Extent(
          StatePart.NEVER,
          StatePart.NEVER,
          0,
          0,
          true,
          List.of(),
          0,
          List.of(),
          List.of(),
          0,
          0,
          null);

  private static final Comparator<Source> MOST_EVENTS_FIRST =
      Comparator.comparingLong(Source::events)
          .reversed()
          .thenComparing(Source::firstSeenAt)
          .thenComparing(Source::address);

  /** One event: when, from where, by which client and session; who was touched it does not say. */
  public static Extent of(Activity activity) {
    Source source = sourceOf(activity);
    return new Extent(
        activity.at(),
        activity.at(),
        1,
        0,
        true,
        source == null ? List.of() : List.of(source),
        source == null ? 0 : 1,
        named(activity.client()),
        named(activity.session()),
        Prelude.classesOf(activity).bits(),
        Prelude.recordsOf(activity),
        null);
  }

  /** Events of which only is known where they came from. */
  public static Extent of(List<Source> sources) {
    if (sources.isEmpty()) {
      return NONE;
    }
    return new Extent(
            sources.stream().mapToLong(Source::firstSeenAt).min().orElseThrow(),
            sources.stream().mapToLong(Source::lastSeenAt).max().orElseThrow(),
            sources.stream().mapToLong(Source::events).sum(),
            0,
            true,
            List.of(),
            0,
            List.of(),
            List.of(),
            0,
            0,
            null)
        .from(sources, sources.size());
  }

  /** Where an event came from; null where it does not say. */
  static Source sourceOf(Activity activity) {
    if (activity.address() == null) {
      return null;
    }
    Place place = activity instanceof Login login ? login.place() : null;
    return new Source(
        activity.address(),
        activity.network(),
        place == null ? null : place.country(),
        activity.at(),
        activity.at(),
        1);
  }

  private static List<String> named(String name) {
    return name == null ? List.of() : List.of(name);
  }

  /** The same, from these addresses. */
  public Extent from(Collection<Source> addresses, long count) {
    List<Source> most = mostEventsFirst(addresses);
    return new Extent(
        since,
        last,
        events,
        accounts,
        exact,
        most,
        Math.max(count, most.size()),
        clients,
        sessions,
        dataClasses,
        records,
        others);
  }

  /** The same, where not all of the data that left was seen: a part would pass for the whole. */
  public Extent withoutData() {
    return new Extent(
        since,
        last,
        events,
        accounts,
        exact,
        sources,
        sourceCount,
        clients,
        sessions,
        0,
        0,
        others);
  }

  /** The same, which touched other things than accounts. */
  public Extent touching(SubjectType type, List<String> ids, long count) {
    return new Extent(
        since,
        last,
        events,
        accounts,
        exact,
        sources,
        sourceCount,
        clients,
        sessions,
        dataClasses,
        records,
        new Others(type, ids, Math.max(count, ids.size())));
  }

  /** This and what came after it, or is the same grown further: nothing gets less. */
  public Extent and(Extent more) {
    if (equals(NONE)) {
      return more;
    }
    if (more.equals(NONE)) {
      return this;
    }
    List<Source> from =
        mostEventsFirst(Stream.concat(sources.stream(), more.sources.stream()).toList());
    return new Extent(
        Math.min(since, more.since),
        Math.max(last, more.last),
        Math.max(events, more.events),
        Math.max(accounts, more.accounts),
        exact && more.exact,
        from,
        Math.max(Math.max(sourceCount, more.sourceCount), from.size()),
        joined(more.clients, clients),
        joined(more.sessions, sessions),
        dataClasses | more.dataClasses,
        Math.max(records, more.records),
        joined(others, more.others));
  }

  private static List<Source> mostEventsFirst(Collection<Source> all) {
    Map<String, Source> byAddress = new LinkedHashMap<>();
    all.forEach(source -> byAddress.merge(source.address(), source, Source::and));
    return byAddress.values().stream().sorted(MOST_EVENTS_FIRST).limit(MOST_SOURCES).toList();
  }

  private static List<String> joined(List<String> first, List<String> then) {
    return Stream.concat(first.stream(), then.stream()).distinct().limit(MOST_NAMED).toList();
  }

  private static Others joined(Others before, Others more) {
    if (before == null || more == null || before.type != more.type) {
      return more == null ? before : more;
    }
    LinkedHashSet<String> ids = new LinkedHashSet<>(more.ids);
    ids.addAll(before.ids);
    return new Others(
        more.type,
        ids.stream().limit(MOST_IDS).toList(),
        Math.max(ids.size(), Math.max(before.count, more.count)));
  }

  /** {@code 4 h 5 min}: from the first event that counted to the last. */
  public String timeInWords() {
    return Figures.of(Duration.ofMillis(last - since));
  }

  /** {@code 53 accounts}, or {@code about 2048 accounts} where it is an estimate. */
  public String accountsInWords() {
    return Figures.counted(accounts, "account", exact);
  }

  /**
   * {@code from 203.0.113.7}, {@code from 8 addresses (listed under sources)}: to be put into a
   * sentence, with a blank before it; empty where it is not known.
   */
  public String whence() {
    if (sources.isEmpty()) {
      return "";
    }
    boolean few = sourceCount == sources.size() && sourceCount <= MOST_SAID;
    return few
        ? " from " + Figures.joined(sources.stream().map(Source::address).toList())
        : " from " + sourcesInWords() + " (listed under sources)";
  }

  /** The same between commas, to be put right after the subject of a sentence. */
  public String whenceAside() {
    String from = whence();
    return from.isEmpty() ? "" : "," + from + ",";
  }

  /** {@code 203.0.113.7} where there was one address, or {@link #sourcesInWords}. */
  public String fromInWords() {
    if (sourceCount == 0) {
      return "an unknown address";
    }
    return sourceCount == 1 && sources.size() == 1 ? sources.get(0).address() : sourcesInWords();
  }

  /** {@code 8 addresses}, or {@code about 300 addresses} where it is an estimate. */
  public String sourcesInWords() {
    boolean allListed = sourceCount <= sources.size();
    return Figures.counted(sourceCount, "address", exact || allListed);
  }
}
