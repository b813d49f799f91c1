package io.leakwatch.pipeline.decisions;

import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.decode.PossibleTimes;
import io.leakwatch.pipeline.gaps.Gaps;
import io.leakwatch.schemas.Control;
import io.leakwatch.schemas.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a command cannot be applied. Whoever makes one can ask before it is published. */
public final class Objections {

  /** Longer is no suppression but a setting: it belongs into the configuration. */
  public static final Duration LONGEST_SUPPRESSION = Duration.ofDays(90);

  /** Characters of an id or a name. */
  public static final int LONGEST_NAME = 200;

  /** Characters of a reason. */
  public static final int LONGEST_REASON = 2000;

  /** Who alerts: the detectors of the catalogue, and the job about itself. */
  private static final Set<String> DETECTORS =
      Stream.concat(Detectors.ALL.stream().map(type -> type.profile().id()), Stream.of(Gaps.ID))
          .collect(Collectors.toUnmodifiableSet());

  private final List<String> all = new ArrayList<>();

  private Objections() {}

  /** What is wrong with a suppression, a part of a sentence each; empty for nothing. */
  public static List<String> to(Suppression suppression) {
    Objections found = new Objections();
    found.toAny(
        "suppression_id",
        suppression.getSuppressionId(),
        suppression.getRevision(),
        suppression.getAuthor(),
        suppression.getReason());
    found.toDetector(suppression.getDetectorId());
    found.toTime("holds_from", suppression.getHoldsFrom());
    found.toEnd(suppression.getHoldsFrom(), suppression.getExpiresAt());
    Instant last = suppression.getHoldsFrom().plus(LONGEST_SUPPRESSION);
    if (suppression.getExpiresAt().isAfter(last)) {
      found.all.add(
          "it expires at %s; at most %d days after holds_from are allowed, that is %s"
              .formatted(suppression.getExpiresAt(), LONGEST_SUPPRESSION.toDays(), last));
    }
    try {
      Scope.of(suppression);
    } catch (IllegalArgumentException fault) {
      found.all.add(fault.getMessage());
    }
    return List.copyOf(found.all);
  }

  /** Likewise, with a control. */
  public static List<String> to(Control control) {
    Objections found = new Objections();
    found.toAny(
        "control_id",
        control.getControlId(),
        control.getRevision(),
        control.getAuthor(),
        control.getReason());
    found.toDetector(control.getDetectorId());
    found.toTime("holds_from", control.getHoldsFrom());
    if (control.getExpiresAt() != null) {
      found.toEnd(control.getHoldsFrom(), control.getExpiresAt());
    }
    if (control.getMode() == null && control.getSeverityFloor() == null) {
      found.all.add("it says nothing; give a mode or a severity_floor");
    }
    return List.copyOf(found.all);
  }

  private void toAny(String idName, String id, int revision, String author, String reason) {
    toText(idName, id, LONGEST_NAME);
    toText("author", author, LONGEST_NAME);
    toText("reason", reason, LONGEST_REASON);
    if (revision < 1) {
      all.add("revision is %d; the first is 1".formatted(revision));
    }
  }

  private void toText(String name, String text, int longest) {
    if (text.isBlank()) {
      all.add(name + " is empty; give one");
    } else if (text.length() > longest) {
      all.add(
          "%s has %,d characters; at most %,d are allowed".formatted(name, text.length(), longest));
    }
  }

  private void toDetector(String id) {
    if (id != null && !DETECTORS.contains(id)) {
      String shown = id.length() > LONGEST_NAME ? id.substring(0, LONGEST_NAME) + "…" : id;
      all.add("no detector '%s'; './leakwatch detectors' lists them".formatted(shown));
    }
  }

  private void toTime(String name, Instant time) {
    if (!PossibleTimes.has(time.toEpochMilli())) {
      all.add(PossibleTimes.fault(name, time.toEpochMilli()));
    }
  }

  private void toEnd(Instant from, Instant to) {
    if (!to.isAfter(from)) {
      all.add("it expires at %s, which is not after holds_from, %s".formatted(to, from));
    }
  }
}
