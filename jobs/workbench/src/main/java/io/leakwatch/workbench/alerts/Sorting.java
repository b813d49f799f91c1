package io.leakwatch.workbench.alerts;

import java.util.Comparator;

/** In which order alerts are listed; it leaves nothing to chance. */
enum Sorting {
  RISK,
  TIME;

  private static final Comparator<StoredAlert> NEWEST =
      Comparator.comparing((StoredAlert stored) -> stored.alert().getRaisedAt())
          .reversed()
          .thenComparing(StoredAlert::id);

  Comparator<StoredAlert> order() {
    return this == TIME
        ? NEWEST
        : Comparator.comparing((StoredAlert stored) -> stored.alert().getRiskScore())
            .reversed()
            .thenComparing(NEWEST);
  }
}
