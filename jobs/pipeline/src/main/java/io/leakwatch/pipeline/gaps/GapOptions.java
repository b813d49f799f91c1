package io.leakwatch.pipeline.gaps;

import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.option.Settings;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/** When the job says that its detectors are blind. */
public record GapOptions(Settings settings) implements Serializable {

  public static final Option<Duration> SILENT_AFTER =
      Option.duration("gaps.silent-after", Duration.ofMinutes(15))
          .between(Duration.ofMinutes(1), Duration.ofDays(30))
          .because(
              "A source without events for this long is silent, while others have events in as many"
                  + " minutes, and if it was never silent for nearly as long. A quarter of an hour"
                  + " is the time in which an attack on passwords can be over. If your platform has"
                  + " no events at week-ends, and that is reported, make it longer.");
  public static final Option<Double> TIMES_OWN_PAST =
      Option.number("gaps.times-own-past", 5.0, "times")
          .between(1.0, 100.0)
          .because(
              "How much longer than the longest pause of the last two to four weeks a silence must"
                  + " be. Where people work from Monday to Friday, a week-end (62 h) is four to"
                  + " five times as long as a night (14 h).");
  public static final Option<Duration> PAST =
      Option.duration("gaps.past", Duration.ofDays(1))
          .between(Duration.ofMinutes(10), Duration.ofDays(30))
          .because(
              "A source or field that was first seen less than this ago is not yet missed: its"
                  + " first night would look like a failure.");
  public static final Option<Duration> FIELD_GONE_AFTER =
      Option.duration("gaps.field-gone-after", Duration.ofHours(1))
          .between(Duration.ofMinutes(1), Duration.ofDays(30))
          .because(
              "A field has stopped coming if events have lacked it for this many minutes in which"
                  + " there were any. At night an attack may be all the traffic of a small platform"
                  + " for a while, and attackers send no device or session.");
  public static final Option<Double> MAX_LATE =
      Option.number("gaps.max-late", 0.05, "")
          .between(0.001, 1.0)
          .because(
              "The share of late events within 10 minutes above which detectors count as half"
                  + " blind. A detector counts people or attempts; one in twenty fewer changes"
                  + " hardly any verdict.");
  public static final Option<Double> MAX_REFUSED =
      Option.number("gaps.max-refused", 0.05, "")
          .between(0.001, 1.0)
          .because(
              "The same for the share of records that could not be read or hold impossible"
                  + " values.");
  public static final Option<Integer> MIN_RECORDS =
      Option.whole("gaps.min-records", 100, "records")
          .between(1, 1_000_000)
          .because(
              "Records within 10 minutes below which neither share is judged: of a few records one"
                  + " is already a large share.");
  public static final Option<Integer> MIN_AHEAD =
      Option.whole("gaps.min-ahead", 5, "records")
          .between(1, 1_000_000)
          .because(
              "Records within 10 minutes that claim to have happened after they arrived. A handful"
                  + " is enough, whatever their share: a clock that is wrong for one event is wrong"
                  + " for all events of that server.");
  public static final Option<Integer> MAX_ALERTS =
      Option.whole("gaps.max-alerts", 1_000, "alerts")
          .between(1, 1_000_000)
          .because(
              "New alerts of one detector within a minute above which the job says that there is a"
                  + " storm. None is held back: each is about somebody else. In four simulated days"
                  + " no detector raised more than 2 within a minute, and nobody looks at a"
                  + " thousand one by one.");
  public static final Option<Duration> MAX_BEHIND =
      Option.duration("gaps.max-behind", Duration.ofMinutes(15))
          .between(Duration.ofMinutes(1), Duration.ofDays(30))
          .because(
              "How old what is read may be, by the timestamps of its records, for five minutes on"
                  + " end. Alerts come that much later. Not judged in a replay.");
  public static final Option<Duration> NO_CHECKPOINT_FOR =
      Option.duration("gaps.no-checkpoint-for", Duration.ofMinutes(5))
          .between(Duration.ofSeconds(10), Duration.ofHours(12))
          .because(
              "How long no checkpoint may be completed; at least three intervals in any case. With"
                  + " exactly-once delivery alerts wait for one. Shorter troubles, as of a slow"
                  + " disk, pass by themselves. Not judged in a replay.");

  public static final List<Option<?>> ALL =
      List.of(
          SILENT_AFTER,
          TIMES_OWN_PAST,
          PAST,
          FIELD_GONE_AFTER,
          MAX_LATE,
          MAX_REFUSED,
          MIN_RECORDS,
          MIN_AHEAD,
          MAX_ALERTS,
          MAX_BEHIND,
          NO_CHECKPOINT_FOR);

  <T> T get(Option<T> option) {
    return settings.get(option);
  }

  long minutes(Option<Duration> option) {
    return Math.max(1, get(option).toMinutes());
  }

  /** A length of time as long as the option says, and much longer than one's own past. */
  long limit(Option<Duration> least, long longestBefore) {
    return Math.max(minutes(least), (long) Math.ceil(get(TIMES_OWN_PAST) * longestBefore));
  }
}
