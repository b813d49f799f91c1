package io.leakwatch.local.outcome;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.leakwatch.local.coverage.Shortfall;
import io.leakwatch.local.files.EventFiles;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of a run. At all times {@code received = evaluated + duplicates + late + deadLettered}.
 *
 * @param alerts distinct alerts
 * @param seconds from the first event received to the last
 * @param eventsPerS events a second over that span
 * @param steadyEventsPerS the same without the first third of the events, in which code is still
 *     being compiled
 * @param skippedFiles what lay in folders beside event files
 * @param unknownValues how many values of JSON files were none of an enum's, by {@code field:
 *     value}
 * @param coverage the detectors that did not see all that they could, and why
 * @param refusedCommands suppressions and controls that could not be applied, each with the reason
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Summary(
    long received,
    long evaluated,
    long duplicates,
    long late,
    long deadLettered,
    long alerts,
    Map<String, Long> alertsByDetector,
    double seconds,
    long eventsPerS,
    long steadyEventsPerS,
    List<EventFiles.Skipped> skippedFiles,
    Map<String, Long> unknownValues,
    List<Shortfall> coverage,
    List<String> refusedCommands) {

  /** The counters of a run, and what it raised. */
  public static Summary of(Counters counters, Map<String, Long> alertsByDetector, Pace pace) {
    return of(counters, alertsByDetector, pace, List.of(), Map.of(), List.of(), List.of());
  }

  /** The counters of a run over files, what it raised, and which files it did not read. */
  public static Summary of(
      Counters counters,
      Map<String, Long> alertsByDetector,
      Pace pace,
      List<EventFiles.Skipped> skippedFiles,
      Map<String, Long> unknownValues,
      List<Shortfall> coverage,
      List<String> refusedCommands) {
    return new Summary(
        counters.get("received"),
        counters.get("evaluated"),
        counters.get("duplicates"),
        counters.get("late"),
        counters.get("dead_lettered"),
        alertsByDetector.values().stream().mapToLong(Long::longValue).sum(),
        alertsByDetector,
        pace.seconds(),
        pace.eventsPerSecond(),
        pace.steadyEventsPerSecond(),
        skippedFiles,
        unknownValues,
        coverage,
        refusedCommands);
  }

  /** Whether the counters add up; while a job runs they change as they are read. */
  @JsonIgnore
  public boolean isBalanced() {
    return received == evaluated + duplicates + late + deadLettered;
  }

  /** The counters' balance, for people. */
  public String balance() {
    return String.format(
        Locale.ROOT,
        "received %,d = evaluated %,d + duplicates %,d + late %,d + dead letters %,d",
        received,
        evaluated,
        duplicates,
        late,
        deadLettered);
  }
}
