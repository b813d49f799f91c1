package io.leakwatch.workbench.quality;

import io.leakwatch.detection.needs.Trait;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.traffic.worlds.EventField;
import io.leakwatch.traffic.worlds.Worlds;
import io.leakwatch.workbench.evaluation.Evaluation.Missed;
import io.leakwatch.workbench.evaluation.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the detectors find in some world.
 *
 * @param worlds those that hold at once; none for the ordinary world
 */
record WorldRun(Worlds worlds, QualityRun run) {

  static WorldRun of(Worlds worlds, long seed, long events) {
    return new WorldRun(worlds, QualityRun.ofWorlds(worlds, seed, events));
  }

  /** Of the labels of one detector; empty where there is neither a label nor an alert. */
  Optional<Score> scoreOf(String detectorId) {
    return run.evaluation().detectors().stream()
        .filter(score -> score.id().equals(detectorId))
        .findFirst();
  }

  /** Whether the world takes away what the detector cannot do without. */
  boolean isBlind(String detectorId) {
    Set<String> taken =
        worlds.takesAway().stream().map(EventField::toString).collect(Collectors.toSet());
    return Detectors.byId(detectorId).stream()
        .flatMap(type -> type.profile().needs().cannotDoWithout().stream())
        .anyMatch(need -> need.anyOf().stream().map(Trait::path).allMatch(taken::contains));
  }

  private List<Score> seeing() {
    return run.evaluation().detectors().stream().filter(score -> !isBlind(score.id())).toList();
  }

  /** Labels of all detectors that are not blind. */
  int labels() {
    return seeing().stream().mapToInt(Score::labels).sum();
  }

  /** How many of {@link #labels} were found. */
  int found() {
    return seeing().stream().mapToInt(Score::found).sum();
  }

  /**
   * What was missed by detectors that are not blind, a line each; figures in a label's note are
   * left out, so that those alike are one line.
   */
  List<String> missed() {
    Map<String, Missed> alike = new TreeMap<>();
    for (Missed each : run.evaluation().missed()) {
      if (!isBlind(each.detectorId())) {
        String note = each.note().replaceAll("\\d+", "N");
        alike.merge(each.detectorId() + ", " + note, each, WorldRun::together);
      }
    }
    List<String> lines = new ArrayList<>();
    alike.forEach((shape, missed) -> lines.add("%d × %s".formatted(missed.missed(), shape)));
    return lines;
  }

  private static Missed together(Missed one, Missed other) {
    return new Missed(
        one.detectorId(), one.note(), one.missed() + other.missed(), one.labels() + other.labels());
  }
}
