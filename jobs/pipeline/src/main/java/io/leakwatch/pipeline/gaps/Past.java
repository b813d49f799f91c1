package io.leakwatch.pipeline.gaps;

import io.leakwatch.pipeline.types.ChosenType;

/**
 * How long something that comes in events has stayed away at most. Only minutes count in which it
 * could have come, so that a night of the whole platform is no pause of any part of it.
 *
 * @param name topic, path of a field, or {@link #ALL}
 * @param first the minute in which it was first seen
 * @param last the minute in which it was last seen
 * @param minutes how many minutes it has stayed away since
 * @param events how many events came meanwhile that could have been it, or had it
 * @param longest the longest of its pauses in this era
 * @param longestBefore the longest of the era before
 * @param era which era this is
 */
public record Past(
    String name,
    long first,
    long last,
    long minutes,
    long events,
    Pause longest,
    Pause longestBefore,
    long era) {

  /** The name of all sources together. */
  static final String ALL = "*";

  /** Two weeks: so at least two week-ends are known, and what changed is forgotten in a month. */
  private static final long ERA_MINUTES = 14 * 24 * 60;

  static final ChosenType<Past> TYPE = ChosenType.derived(Past.class);

  /** How long it stayed away, and how many events came meanwhile. */
  public record Pause(long minutes, long events) {

    static final Pause NONE = new Pause(0, 0);

    Pause orLonger(long otherMinutes, long otherEvents) {
      return new Pause(Math.max(minutes, otherMinutes), Math.max(events, otherEvents));
    }
  }

  static Past of(String name, long minute) {
    return new Past(name, minute, minute, 0, 0, Pause.NONE, Pause.NONE, eraOf(minute));
  }

  static long eraOf(long minute) {
    return Math.floorDiv(minute, ERA_MINUTES);
  }

  /**
   * It is there again.
   *
   * @param learns whether the pause was an ordinary one; what was reported is none
   */
  Past seen(long minute, boolean learns) {
    Pause now = longest;
    Pause before = longestBefore;
    long newEra = Math.max(era, eraOf(minute));
    if (newEra > era) {
      before = newEra == era + 1 ? now : Pause.NONE;
      now = Pause.NONE;
    }
    if (learns) {
      now = now.orLonger(minutes, events);
    }
    return new Past(name, first, Math.max(last, minute), 0, 0, now, before, newEra);
  }

  /** It could have been there, and was not. */
  Past missed(long moreMinutes, long moreEvents) {
    return new Past(
        name, first, last, minutes + moreMinutes, events + moreEvents, longest, longestBefore, era);
  }

  /** The longest pause that it had and that was not reported. */
  Pause pause() {
    return longest.orLonger(longestBefore.minutes(), longestBefore.events());
  }

  /** Whether it has been there for so many minutes. */
  boolean isOlderThan(long pastMinutes) {
    return last - first >= pastMinutes;
  }
}
