package io.leakwatch.pipeline.gaps;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.needs.Field;
import io.leakwatch.detection.needs.Occurrence;
import io.leakwatch.detection.needs.Tallies;
import io.leakwatch.detection.needs.Trait;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.flink.metrics.Counter;

/**
 * Takes the pulse of one subtask that admits events: at the first event of a kind within a minute
 * of event time, it says what was counted since the last time. An event costs two comparisons.
 */
public final class Pulses {

  /** Something that is counted elsewhere, and how much of it the last pulse knew. */
  private static final class Counted {
    private final String name;
    private final LongSupplier count;
    private long said;

    Counted(String name, LongSupplier count) {
      this.name = name;
      this.count = count;
    }

    void addTo(Map<String, Long> counts) {
      long now = count.getAsLong();
      if (now != said) {
        counts.put(name, now - said);
        said = now;
      }
    }
  }

  private final String source;
  private final StalledPartitions stalled;
  private final List<Counted> counted = new ArrayList<>();
  private final Map<String, Long> refused = new HashMap<>();
  private long newest = Long.MIN_VALUE;

  /** By kind of event, when the next one is the first of another minute; the last is of no kind. */
  private final long[] next = new long[EventKind.values().length + 1];

  private long nextRecord = Long.MIN_VALUE;
  private long nextMinute = Long.MIN_VALUE;
  private long written;

  /**
   * @param source name of the job's source, such as {@code login}
   * @param received counts what came in
   * @param late counts what came too late
   * @param tallies what the evaluated events carry
   * @param stalled partitions that this process reads and that do not move
   */
  public Pulses(
      String source, Counter received, Counter late, Tallies tallies, StalledPartitions stalled) {
    this.source = partOf(source);
    this.stalled = stalled;
    // Any event is due at first, and what is none never is.
    Arrays.fill(next, Long.MIN_VALUE + 1);
    counted.add(new Counted(Pulse.received(this.source), received::getCount));
    counted.add(new Counted(Pulse.late(this.source), late::getCount));
    for (EventKind kind : EventKind.values()) {
      counted.add(new Counted(kind.topic(), () -> tallies.events(kind)));
    }
    Stream.<Trait>concat(Stream.of(Field.values()), Stream.of(Occurrence.values()))
        .forEach(trait -> counted.add(new Counted(trait.path(), () -> tallies.count(trait))));
  }

  /** A source of one kind of event is known by its topic, whatever that is called there. */
  private static String partOf(String source) {
    return Stream.of(EventKind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(source))
        .map(EventKind::topic)
        .findFirst()
        .orElse(source);
  }

  /**
   * Counts a record that was refused.
   *
   * @param reason as its dead letter words it
   */
  public void refused(String reason) {
    refused.merge(Pulse.refused(source, reason), 1L, Long::sum);
  }

  /**
   * What is left of a minute, where an event begins another one; else null. It may be months later.
   *
   * @param arrival it has yet to be counted
   */
  public Pulse rest(Arrival arrival) {
    if (arrival instanceof Arrival.Refused || arrival.at() < nextMinute) {
      return null;
    }
    nextMinute = minuteAfter(arrival.at());
    if (newest == Long.MIN_VALUE) {
      return null;
    }
    Pulse rest = pulse(Pulse.minuteOf(newest));
    return rest.counts().isEmpty() ? null : rest;
  }

  /**
   * The pulse, where it is time for one; else null. Records that are refused or late have a minute
   * of their own, that of their timestamp: where all are, there is a pulse, too.
   *
   * @param arrival it was counted already
   */
  public Pulse beat(Arrival arrival) {
    long timestamp = arrival.origin().timestamp();
    long at = arrival instanceof Arrival.Refused ? Long.MIN_VALUE : arrival.at();
    int kind = kindOf(arrival);
    if (at < next[kind] && timestamp < nextRecord) {
      return null;
    }
    newest = Math.max(newest, at);
    written = Math.max(written, timestamp);
    next[kind] = Math.max(next[kind], minuteAfter(at));
    nextRecord = Math.max(nextRecord, minuteAfter(timestamp));
    return pulse(Pulse.minuteOf(newest == Long.MIN_VALUE ? timestamp : newest));
  }

  private Pulse pulse(long minute) {
    Map<String, Long> counts = new HashMap<>(refused);
    refused.clear();
    counted.forEach(each -> each.addTo(counts));
    counts.putAll(stalled.waiting());
    return new Pulse(minute, written, counts);
  }

  @SuppressWarnings("EnumOrdinal") // a place in an array that is never stored
  private static int kindOf(Arrival arrival) {
    if (arrival instanceof Arrival.Checked checked) {
      Activity activity = checked.activity();
      EventKind kind = activity instanceof Login ? EventKind.LOGIN : EventKind.DM_METADATA;
      return (activity instanceof ApiCall ? EventKind.API : kind).ordinal();
    }
    if (arrival instanceof Arrival.Unchecked unchecked) {
      EventKind kind =
          unchecked.event() instanceof LoginEvent ? EventKind.LOGIN : EventKind.DM_METADATA;
      return (unchecked.event() instanceof ApiEvent ? EventKind.API : kind).ordinal();
    }
    return EventKind.values().length;
  }

  private static long minuteAfter(long millis) {
    return millis == Long.MIN_VALUE ? millis : (Pulse.minuteOf(millis) + 1) * Pulse.MINUTE_MILLIS;
  }
}
