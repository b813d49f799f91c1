package io.leakwatch.workbench.evaluation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;

import io.leakwatch.pipeline.gaps.Gaps;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Alerts compared with labels. An alert means a label when both have the same detector and the same
 * subject, and the times the alert has seen lie within the label's, from 5 minutes before to 3
 * hours after it.
 *
 * @param detectors one for each that has a label or an alert, sorted by id
 * @param missed the variants of which a label was not found, sorted
 * @param falseAlerts those that mean no label, in their order
 * @param gaps alerts of the job itself, that say when detectors were blind: they are in none of the
 *     figures
 */
public record Evaluation(
    List<Score> detectors,
    Score total,
    List<Missed> missed,
    List<RaisedAlert> falseAlerts,
    List<RaisedAlert> gaps) {

  /** A variant of what a detector ought to find, and how many labels of it were missed. */
  public record Missed(String detectorId, String note, int missed, int labels) {}

  /** Holds alerts, one revision each, against labels. */
  public static Evaluation of(Collection<Label> labels, Collection<RaisedAlert> alerts) {
    Map<Boolean, List<RaisedAlert>> areGaps =
        alerts.stream()
            .collect(partitioningBy(alert -> alert.about().detectorId().equals(Gaps.ID)));
    return new Matching(labels, areGaps.get(false)).evaluation(areGaps.get(true));
  }

  private static final class Matching {

    private final Collection<Label> labels;
    private final Collection<RaisedAlert> alerts;
    private final Map<Label, Instant> firstRaised = new HashMap<>();
    private final Set<RaisedAlert> trueAlerts = new HashSet<>();

    private Matching(Collection<Label> labels, Collection<RaisedAlert> alerts) {
      this.labels = labels;
      this.alerts = alerts;
      Map<Label.About, List<Label>> byAbout = labels.stream().collect(groupingBy(Label::about));
      for (RaisedAlert alert : alerts) {
        for (Label label : byAbout.getOrDefault(alert.about(), List.of())) {
          if (label.isMeantBy(alert)) {
            trueAlerts.add(alert);
            firstRaised.merge(label, alert.raisedAt(), Matching::earlier);
          }
        }
      }
    }

    private static Instant earlier(Instant one, Instant other) {
      return one.isBefore(other) ? one : other;
    }

    private Evaluation evaluation(List<RaisedAlert> gaps) {
      Set<String> ids = new TreeSet<>();
      labels.forEach(label -> ids.add(label.about().detectorId()));
      alerts.forEach(alert -> ids.add(alert.about().detectorId()));
      return new Evaluation(
          ids.stream().map(this::scoreOf).toList(),
          score("total", labels, alerts),
          missed(),
          alerts.stream().filter(alert -> !trueAlerts.contains(alert)).toList(),
          gaps);
    }

    private Score scoreOf(String id) {
      return score(
          id,
          labels.stream().filter(label -> label.about().detectorId().equals(id)).toList(),
          alerts.stream().filter(alert -> alert.about().detectorId().equals(id)).toList());
    }

    private Score score(String id, Collection<Label> ofLabels, Collection<RaisedAlert> ofAlerts) {
      List<Label> found = ofLabels.stream().filter(firstRaised::containsKey).toList();
      return new Score(
          id,
          ofLabels.size(),
          found.size(),
          ofAlerts.size(),
          (int) ofAlerts.stream().filter(trueAlerts::contains).count(),
          found.stream()
              .map(label -> Duration.between(label.firstAt(), firstRaised.get(label)))
              .toList());
    }

    private List<Missed> missed() {
      Map<Variant, List<Label>> byVariant =
          labels.stream().collect(groupingBy(Variant::of, TreeMap::new, toList()));
      return byVariant.entrySet().stream()
          .map(entry -> missedOf(entry.getKey(), entry.getValue()))
          .filter(each -> each.missed() > 0)
          .toList();
    }

    private Missed missedOf(Variant variant, List<Label> all) {
      int found = (int) all.stream().filter(firstRaised::containsKey).count();
      return new Missed(variant.detectorId(), variant.note(), all.size() - found, all.size());
    }
  }

  private record Variant(String detectorId, String note) implements Comparable<Variant> {

    private static Variant of(Label label) {
      return new Variant(label.about().detectorId(), label.note());
    }

    @Override
    public int compareTo(Variant other) {
      return Comparator.comparing(Variant::detectorId)
          .thenComparing(Variant::note)
          .compare(this, other);
    }
  }
}
