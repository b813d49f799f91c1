package io.leakwatch.workbench.chaos;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of a schedule, held against the oracle. Revisions are named by their alert and number.
 *
 * @param alerts how many were expected
 * @param revisions how many of these were
 * @param deeds how many were done
 * @param endedByItself how often {@code run} gave up, and was started again
 * @param lost revisions that never came
 * @param invented revisions that nobody expected, or that say something else
 * @param doubled revisions that can be read more than once
 * @param largestGap the longest time from an event's publication until an alert of it could be read
 */
record Outcome(
    int alerts,
    int revisions,
    int deeds,
    int endedByItself,
    List<String> lost,
    List<String> invented,
    List<String> doubled,
    Duration largestGap) {

  /** Whether all is as if nothing had been done. */
  boolean isClean() {
    return lost.isEmpty() && invented.isEmpty() && doubled.isEmpty();
  }

  /** A line for each revision that is not as it should be. */
  List<String> faults() {
    return Stream.of(
            lost.stream().map(each -> "lost: " + each),
            invented.stream().map(each -> "invented: " + each),
            doubled.stream().map(each -> "doubled: " + each))
        .flatMap(lines -> lines)
        .toList();
  }
}
