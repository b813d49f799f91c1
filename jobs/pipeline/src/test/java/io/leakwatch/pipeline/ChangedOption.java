package io.leakwatch.pipeline;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.option.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One option with half or twice its value, or with the bound that is nearer.
 *
 * @param factor 0.5 or 2
 */
record ChangedOption<T>(Option<T> option, T value, double factor) {

  private static final List<Double> FACTORS = List.of(0.5, 2.0);

  /** Every length of time and every number of a detector, both ways. */
  static List<ChangedOption<?>> all(DetectorType type, Settings settings) {
    List<ChangedOption<?>> all = new ArrayList<>();
    for (Option<?> option : type.options()) {
      for (double factor : FACTORS) {
        addTo(all, option, settings, factor);
      }
    }
    return all;
  }

  @SuppressWarnings("unchecked") // what is made of a value is of its type
  private static <T> void addTo(
      List<ChangedOption<?>> all, Option<T> option, Settings settings, double factor) {
    T before = settings.get(option);
    T after = (T) times(before, factor);
    if (after != null && option.least() != null) {
      after = compare(after, option.least()) < 0 ? option.least() : after;
      after = compare(after, option.most()) > 0 ? option.most() : after;
    }
    if (after != null && !after.equals(before)) {
      all.add(new ChangedOption<>(option, after, factor));
    }
  }

  /** Null where it is neither a length of time nor a number. */
  private static Object times(Object value, double factor) {
    if (value instanceof Duration duration) {
      return Duration.ofMillis((long) (duration.toMillis() * factor));
    }
    if (value instanceof Integer whole) {
      return (int) Math.min(Integer.MAX_VALUE, (long) (whole * factor));
    }
    return value instanceof Double number ? number * factor : null;
  }

  @SuppressWarnings("unchecked") // values of an option are of one type
  private static <T> int compare(T one, T other) {
    return ((Comparable<T>) one).compareTo(other);
  }

  boolean isLengthOfTime() {
    return value instanceof Duration;
  }

  Armed armed(DetectorType type, Settings settings) {
    return type.armed(settings.with(option, value));
  }

  /** Which option, and which way: whatever it was in a case. */
  String way() {
    return option + (factor < 1 ? " halved" : " doubled");
  }
}
