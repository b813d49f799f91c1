package io.leakwatch.pipeline.gaps;

import io.leakwatch.detection.needs.Field;
import io.leakwatch.detection.needs.Tallies;
import io.leakwatch.detection.needs.Trait;
import io.leakwatch.schemas.EventKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds gaps in what the events of each minute were, in event time: the same events give the same
 * gaps live and replayed.
 */
final class Judge {

  /** A field that fewer events carry is as good as missing to detectors, even while it comes. */
  private static final double LEAST_SHARE = 0.05;

  /** So many events should have had a field: none of them by chance is one in 500 million. */
  private static final double EXPECTED = 20;

  /** The names of what events carry. */
  private static final Set<String> CARRIED = new Tallies().byPath().keySet();

  private final GapOptions options;
  private final Blindness blindness;
  private final Findings findings;
  private final Shares shares;
  private final Map<String, Past> pasts = new HashMap<>();

  /** What the events so far carried; halved with each era, so that old times fade. */
  private final Map<String, Long> carried = new HashMap<>();

  private long era = Long.MIN_VALUE;

  Judge(GapOptions options, Blindness blindness) {
    this.options = options;
    this.blindness = blindness;
    this.findings = new Findings(options, blindness);
    this.shares = new Shares(options, findings);
  }

  /** All gaps that a minute shows. */
  List<Gap> judge(Pulse minute) {
    List<Gap> gaps = new ArrayList<>();
    fade(minute.minute());
    for (EventKind kind : EventKind.values()) {
      judge(kind, minute, gaps);
    }
    for (Field field : blindness.fields()) {
      judge(field, minute, gaps);
    }
    gaps.addAll(shares.judge(minute));
    minute.counts().forEach((name, count) -> judge(name, count, minute, gaps));
    pauseOfAll(minute);
    minute
        .counts()
        .forEach(
            (name, count) -> {
              if (CARRIED.contains(name)) {
                carried.merge(name, count, Long::sum);
              }
            });
    return gaps;
  }

  private void fade(long minute) {
    long now = Past.eraOf(minute);
    if (era != Long.MIN_VALUE && now > era) {
      carried.replaceAll((name, count) -> count - count / 2);
    }
    era = Math.max(era, now);
  }

  private void judge(EventKind kind, Pulse minute, List<Gap> gaps) {
    Past past = pasts.get(kind.topic());
    if (minute.count(kind.topic()) > 0) {
      pasts.put(
          kind.topic(),
          past == null
              ? Past.of(kind.topic(), minute.minute())
              : past.seen(minute.minute(), !isSilent(past)));
      return;
    }
    long others = Stream.of(EventKind.values()).mapToLong(each -> minute.count(each.topic())).sum();
    if (past == null || others == 0) {
      return;
    }
    Past now = past.missed(1, others);
    pasts.put(kind.topic(), now);
    if (isSilent(now)) {
      gaps.add(findings.silent(kind, now, minute.minute(), carried));
    }
  }

  private boolean isSilent(Past past) {
    return past.isOlderThan(options.minutes(GapOptions.PAST))
        && past.minutes() >= options.limit(GapOptions.SILENT_AFTER, past.pause().minutes());
  }

  private void judge(Field field, Pulse minute, List<Gap> gaps) {
    String path = field.path();
    Past past = pasts.get(path);
    if (minute.count(path) > 0) {
      pasts.put(
          path,
          past == null
              ? Past.of(path, minute.minute())
              : past.seen(minute.minute(), !isGone(field, past)));
      return;
    }
    long among = among(field, minute.counts());
    if (past == null || among == 0) {
      return;
    }
    Past now = past.missed(1, among);
    pasts.put(path, now);
    if (isGone(field, now)) {
      findings.gone(field, now, minute.minute(), carried, expected(field)).ifPresent(gaps::add);
    }
  }

  private boolean isGone(Field field, Past past) {
    return past.isOlderThan(options.minutes(GapOptions.PAST))
        && share(field) >= LEAST_SHARE
        && past.minutes() >= options.limit(GapOptions.FIELD_GONE_AFTER, past.pause().minutes())
        && past.events() >= expected(field)
        && past.events() >= options.get(GapOptions.TIMES_OWN_PAST) * past.pause().events();
  }

  /** Among how many events the field should have been seen many times. */
  private long expected(Field field) {
    return (long) Math.ceil(EXPECTED / share(field));
  }

  /** Of the events so far that could have had a field, how many had it: 0 to 1. */
  private double share(Field field) {
    long among = among(field, carried);
    return among == 0 ? 0 : (double) carried.getOrDefault(field.path(), 0L) / among;
  }

  private static long among(Field field, Map<String, Long> counts) {
    return field.among().isEmpty()
        ? counts.getOrDefault(field.kind().topic(), 0L)
        : field.among().stream()
            .map(Trait::path)
            .mapToLong(path -> counts.getOrDefault(path, 0L))
            .sum();
  }

  private void judge(String name, long count, Pulse minute, List<Gap> gaps) {
    String partition = Pulse.stalledPartition(name);
    String detector = Pulse.faultyDetector(name);
    if (partition != null) {
      gaps.add(findings.stalled(partition, count, minute.minute()));
    } else if (detector != null) {
      gaps.add(findings.faulty(detector, count, minute.minute()));
    } else if (name.equals(Pulse.NOT_REMEMBERED)) {
      gaps.add(findings.notRemembered(count, minute.minute()));
    } else if (name.equals(Pulse.FORGOTTEN)) {
      gaps.add(findings.forgotten(count, minute.minute()));
    }
    String raising = Pulse.raisingDetector(name);
    if (raising != null && count > options.get(GapOptions.MAX_ALERTS)) {
      gaps.add(findings.storm(raising, count, minute.minute()));
    }
  }

  private void pauseOfAll(Pulse minute) {
    if (Stream.of(EventKind.values()).allMatch(kind -> minute.count(kind.topic()) == 0)) {
      return;
    }
    Past past = pasts.get(Past.ALL);
    if (past == null) {
      pasts.put(Past.ALL, Past.of(Past.ALL, minute.minute()));
    } else {
      Past paused = past.missed(Math.max(0, minute.minute() - past.last() - 1), 0);
      pasts.put(Past.ALL, paused.seen(minute.minute(), paused.minutes() < limitOfAll(past)));
    }
  }

  private long limitOfAll(Past past) {
    return past.isOlderThan(options.minutes(GapOptions.PAST))
        ? options.limit(GapOptions.SILENT_AFTER, past.pause().minutes())
        : Long.MAX_VALUE;
  }

  /** For how many minutes all sources may be silent; {@link Long#MAX_VALUE} if it is not known. */
  long limitOfAll() {
    Past past = pasts.get(Past.ALL);
    return past == null ? Long.MAX_VALUE : limitOfAll(past);
  }

  /** The longest time without any event so far, in minutes. */
  long longestOfAll() {
    return pasts.containsKey(Past.ALL) ? pasts.get(Past.ALL).pause().minutes() : 0;
  }

  List<Past> pasts() {
    return List.copyOf(pasts.values());
  }

  Map<String, Long> carried() {
    return carried;
  }

  List<Pulse> recent() {
    return shares.recent();
  }

  /** Goes on where another left off. */
  void restore(Iterable<Past> known, Map<String, Long> carriedBefore, Iterable<Pulse> recent) {
    for (Past past : known) {
      pasts.put(past.name(), past);
      era = Math.max(era, past.era());
    }
    carried.putAll(carriedBefore);
    shares.restore(recent);
  }
}
