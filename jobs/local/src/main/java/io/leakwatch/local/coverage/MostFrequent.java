package io.leakwatch.local.coverage;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * The value that nearly all have, if there is one, in little and constant memory: the algorithm of
 * Misra and Gries. What is had by more than one in seventeen is surely among those counted; its
 * count is too low by no more than one in seventeen of all others.
 */
final class MostFrequent {

  private static final int COUNTED = 16;

  private final Map<String, long[]> counts = new HashMap<>();
  private long all;

  /**
   * @param atLeast how many have it; it may be a few more
   */
  record Value(String text, long atLeast, long all) {

    double share() {
      return (double) atLeast / all;
    }
  }

  void add(String value) {
    all++;
    long[] count = counts.get(value);
    if (count != null) {
      count[0]++;
    } else if (counts.size() < COUNTED) {
      counts.put(value, new long[] {1});
    } else {
      forgetOneOfEach();
    }
  }

  private void forgetOneOfEach() {
    for (Iterator<long[]> each = counts.values().iterator(); each.hasNext(); ) {
      if (--each.next()[0] == 0) {
        each.remove();
      }
    }
  }

  /** How many values were added. */
  long all() {
    return all;
  }

  /** Empty where there was none, or all differ. */
  Optional<Value> value() {
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue((one, other) -> Long.compare(one[0], other[0])))
        .map(top -> new Value(top.getKey(), top.getValue()[0], all));
  }
}
