package io.leakwatch.local.files;

import io.leakwatch.detection.words.Shown;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Values that are none of an enum's: how many there were of each, by {@code field: value}. Whoever
 * sends thousands of different ones is counted under one name.
 */
public final class UnknownValues {

  private static final int MOST = 100;
  private static final int LONGEST = 40;
  private static final String OTHERS = "others";

  private final Map<String, Long> fresh = new LinkedHashMap<>();
  private final Set<String> seen = new HashSet<>();

  /** Counts one. */
  public void took(String field, String symbol) {
    String shown = Shown.text(symbol.length() > LONGEST ? symbol.substring(0, LONGEST) : symbol);
    String name = field + ": " + shown;
    fresh.merge(seen.contains(name) || seen.size() < MOST ? name : OTHERS, 1L, Long::sum);
    if (seen.size() < MOST) {
      seen.add(name);
    }
  }

  /** Hands on what was counted since the last time. */
  public void drainTo(BiConsumer<String, Long> counters) {
    if (!fresh.isEmpty()) {
      fresh.forEach(counters);
      fresh.clear();
    }
  }
}
