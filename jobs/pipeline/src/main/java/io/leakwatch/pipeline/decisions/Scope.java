package io.leakwatch.pipeline.decisions;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.schemas.Suppression;

/**
 * Which alerts a suppression is about, whenever it holds. Whatever is given has to fit.
 *
 * @param detectorId null for any
 * @param subjectType null for any
 * @param subject null for any
 * @param network in which all of an alert's sources lie, and all of them are named; null for any
 */
public record Scope(
    String detectorId, SubjectType subjectType, SubjectPattern subject, Network network) {

  /**
   * The scope of a suppression.
   *
   * @throws IllegalArgumentException if it has none, or one that cannot be read; the message says
   *     what is wrong
   */
  public static Scope of(Suppression suppression) {
    SubjectPattern subject =
        suppression.getSubject() == null ? null : SubjectPattern.of(suppression.getSubject());
    Network network =
        suppression.getNetwork() == null ? null : Network.of(suppression.getNetwork());
    boolean leavesNoneOut =
        suppression.getDetectorId() == null
            && network == null
            && (subject == null || subject.fitsAll());
    if (leavesNoneOut) {
      throw new IllegalArgumentException(
          "it is about every alert; give a detector, a subject or a network");
    }
    return new Scope(suppression.getDetectorId(), suppression.getSubjectType(), subject, network);
  }

  /** Whether it is about this alert. */
  public boolean fits(Alert alert) {
    return (detectorId == null || detectorId.equals(alert.getDetectorId()))
        && (subjectType == null || subjectType == alert.getSubject().getType())
        && (subject == null || subject.fits(alert.getSubject().getId()))
        && (network == null || isAllFrom(network, alert));
  }

  private static boolean isAllFrom(Network network, Alert alert) {
    return !alert.getSources().isEmpty()
        && alert.getSources().size() == alert.getSourcesCount()
        && alert.getSources().stream().allMatch(source -> network.holds(source.getAddress()));
  }
}
