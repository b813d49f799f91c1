package io.leakwatch.workbench.oracle;

import io.leakwatch.pipeline.raise.Link;
import io.leakwatch.pipeline.raise.RiskScore;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.RelatedAlert;
import io.leakwatch.schemas.Relation;
import io.leakwatch.schemas.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The alerts about one subject, side by side: open ones name each other, what a takeover rests on
 * gets as severe as that, and of two that mean the same act the general one is folded into the
 * special one. What an alert learns by a common source alone is said with its next revision, or
 * after a day. (The job forgets closed alerts after 33 days; no run here lasts as long.)
 */
final class PlainSubject {

  private static final long UNSAID_MILLIS = Duration.ofDays(1).toMillis();
  private static final int MOST_RELATED = 20;

  /**
   * What there is to learn: a state, or a link, and the other is null. Of one moment the states
   * come first.
   */
  record Note(Alert state, Link link) {

    static final Comparator<Note> ORDER =
        Comparator.comparingLong(Note::at)
            .thenComparing(note -> note.link != null)
            .thenComparing(Note::alertId)
            .thenComparing(note -> note.link != null ? 0 : note.state.getRevision())
            .thenComparing(note -> note.link != null ? note.link.other() : "");

    private long at() {
      return link != null ? link.at() : state.getUpdatedAt().toEpochMilli();
    }

    private String alertId() {
      return link != null ? link.alertId() : state.getAlertId();
    }
  }

  private final Map<String, Set<String>> coveredBy;
  private final Consumer<Alert> revisions;
  private final Map<String, Alert> last = new TreeMap<>();
  private final Map<String, Long> unsaid = new TreeMap<>();

  /**
   * @param coveredBy which detectors' alerts each detector covers
   * @param revisions takes what is to be read
   */
  PlainSubject(Map<String, Set<String>> coveredBy, Consumer<Alert> revisions) {
    this.coveredBy = coveredBy;
    this.revisions = revisions;
  }

  /**
   * Learns all.
   *
   * @param lastMark what is to be said by then is said, epoch milliseconds
   */
  void learn(List<Note> notes, long lastMark) {
    for (Note note : notes.stream().sorted(Note.ORDER).toList()) {
      sayBefore(note.at());
      if (note.link() != null) {
        learn(note.link());
      } else {
        learn(note.state(), note.at());
      }
    }
    sayBefore(lastMark + 1);
  }

  private void sayBefore(long time) {
    for (Map.Entry<String, Long> each : Map.copyOf(unsaid).entrySet()) {
      if (each.getValue() < time) {
        say(revised(last.get(each.getKey()), each.getValue()));
      }
    }
  }

  private void say(Alert revision) {
    last.put(revision.getAlertId(), revision);
    unsaid.remove(revision.getAlertId());
    revisions.accept(revision);
  }

  private void learn(Link link) {
    Alert known = last.get(link.alertId());
    if (known == null) {
      return;
    }
    Alert learned =
        atLeast(link.atLeast(), naming(known, link.other(), link.otherDetector(), link.relation()));
    if (learned.equals(known)) {
      return;
    }
    if (link.relation() == Relation.SAME_SOURCE) {
      last.put(learned.getAlertId(), learned);
      unsaid.putIfAbsent(learned.getAlertId(), link.at() + UNSAID_MILLIS);
    } else {
      say(revised(learned, link.at()));
    }
  }

  private void learn(Alert state, long at) {
    Alert before = last.get(state.getAlertId());
    Alert now = before == null ? state : following(before, state);
    List<Alert> others = openOthers(state);
    Alert special = isOpen(state) ? firstCovering(state, others) : null;
    if (special != null) {
      if (before == null || isOpen(before)) {
        say(folded(now, special, at));
      }
      Alert learned = atLeast(now.getSeverity(), naming(special, now, Relation.SAME_SUBJECT));
      if (!learned.equals(special)) {
        say(revised(learned, at));
      }
    } else if (isOpen(state)) {
      say(besides(others, now, at));
    } else if (before == null || isOpen(before)) {
      say(now);
    } // else it was folded into another, which closed it
  }

  private Alert firstCovering(Alert state, List<Alert> others) {
    return others.stream().filter(other -> covers(other, state)).findFirst().orElse(null);
  }

  /** The alert once it and the other open ones know of each other. */
  private Alert besides(List<Alert> others, Alert alert, long at) {
    Alert now = alert;
    for (Alert other : others) {
      if (covers(now, other)) {
        now = atLeast(other.getSeverity(), naming(now, other, Relation.SAME_SUBJECT));
        say(folded(revised(other, at), now, at));
      } else if (other.getRelated().stream()
          .noneMatch(each -> each.getAlertId().equals(alert.getAlertId()))) {
        now = naming(now, other, Relation.SAME_SUBJECT);
        say(revised(naming(other, now, Relation.SAME_SUBJECT), at));
      }
    }
    return now;
  }

  private boolean covers(Alert special, Alert general) {
    return coveredBy.get(special.getDetectorId()).contains(general.getDetectorId())
        && special.getMode().compareTo(general.getMode()) <= 0;
  }

  private List<Alert> openOthers(Alert state) {
    return last.values().stream()
        .filter(other -> isOpen(other) && !other.getAlertId().equals(state.getAlertId()))
        .sorted(Comparator.comparing(Alert::getRaisedAt).thenComparing(Alert::getAlertId))
        .toList();
  }

  private static boolean isOpen(Alert alert) {
    return alert.getActivity() != AlertActivity.CLOSE;
  }

  /** It goes on naming whom it named, and is no less severe than it was. */
  private static Alert following(Alert before, Alert state) {
    Map<String, RelatedAlert> fresh = new TreeMap<>();
    state.getRelated().forEach(each -> fresh.put(each.getAlertId(), each));
    List<RelatedAlert> related = new ArrayList<>();
    for (RelatedAlert each : before.getRelated()) {
      RelatedAlert again = fresh.remove(each.getAlertId());
      related.add(again == null ? each : again);
    }
    state.getRelated().stream()
        .filter(each -> fresh.containsKey(each.getAlertId()))
        .forEach(related::add);
    return atLeast(
        before.getSeverity(),
        Alert.newBuilder(state)
            .setRevision(before.getRevision() + 1)
            .setRelated(related.stream().limit(MOST_RELATED).toList())
            .build());
  }

  private static Alert naming(Alert alert, Alert other, Relation relation) {
    return naming(alert, other.getAlertId(), other.getDetectorId(), relation);
  }

  /** A relation that says more takes the place of one that says less. */
  private static Alert naming(Alert alert, String id, String detectorId, Relation relation) {
    List<RelatedAlert> related = new ArrayList<>(alert.getRelated());
    for (RelatedAlert each : alert.getRelated()) {
      if (each.getAlertId().equals(id)) {
        if (each.getRelation().compareTo(relation) <= 0) {
          return alert;
        }
        related.remove(each);
      }
    }
    if (related.size() == MOST_RELATED) {
      return alert;
    }
    related.add(new RelatedAlert(id, detectorId, relation));
    return Alert.newBuilder(alert).setRelated(related).build();
  }

  private static Alert atLeast(Severity severity, Alert alert) {
    return alert.getSeverity().compareTo(severity) >= 0
        ? alert
        : Alert.newBuilder(alert)
            .setSeverity(severity)
            .setRiskScore(RiskScore.of(severity, alert.getConfidence()))
            .build();
  }

  /** Its next revision; what is over stays over. */
  private static Alert revised(Alert alert, long at) {
    return Alert.newBuilder(alert)
        .setRevision(alert.getRevision() + 1)
        .setActivity(isOpen(alert) ? AlertActivity.UPDATE : AlertActivity.CLOSE)
        .setUpdatedAt(noEarlier(alert, at))
        .build();
  }

  private static Alert folded(Alert general, Alert special, long at) {
    Instant time = noEarlier(general, at);
    return Alert.newBuilder(naming(general, special, Relation.PART_OF))
        .setActivity(AlertActivity.CLOSE)
        .setUpdatedAt(time)
        .setClosedAt(time)
        .setSummary(
            "The same act as alert %s (%s), which goes on in its place. %s"
                .formatted(special.getAlertId(), special.getDetectorId(), general.getSummary()))
        .build();
  }

  private static Instant noEarlier(Alert alert, long at) {
    return Instant.ofEpochMilli(Math.max(alert.getUpdatedAt().toEpochMilli(), at));
  }
}
