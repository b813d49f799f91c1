package io.leakwatch.console.store;

import io.leakwatch.schemas.Severity;
import java.util.List;

/** Severities as the tables have them: numbers that sort, 0 the least. */
public final class Rank {

  private static final List<Severity> ALL = List.of(Severity.values());

  /** Urgency is the rank times this, and the risk. */
  public static final int WEIGHT = 1_000;

  private Rank() {}

  public static int of(Severity severity) {
    return ALL.indexOf(severity);
  }

  /** The severity's name. */
  public static String name(int rank) {
    return ALL.get(rank).name();
  }
}
