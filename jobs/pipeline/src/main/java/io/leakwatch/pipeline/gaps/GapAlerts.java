package io.leakwatch.pipeline.gaps;

import com.google.common.hash.Hashing;
import io.leakwatch.detection.Condition;
import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.words.Shown;
import io.leakwatch.pipeline.raise.AlertId;
import io.leakwatch.pipeline.raise.RiskScore;
import io.leakwatch.pipeline.raise.ShownEvidence;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Evidence;
import io.leakwatch.schemas.Subject;
import io.leakwatch.schemas.SubjectType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Gaps as alerts. */
final class GapAlerts {

  private static final int VERSION = 1;

  /** It is counted, not guessed. */
  private static final int CERTAIN = 100;

  /** That it should not be so is concluded from the past. */
  private static final int LIKELY = 80;

  private static final int HASH_LENGTH = 12;

  private final String rulesVersion;

  GapAlerts(GapOptions options) {
    String rules =
        GapOptions.ALL.stream()
            .map(option -> option.name() + "=" + valueOf(option, options))
            .collect(Collectors.joining(", "));
    rulesVersion =
        Hashing.sha256()
            .hashString(rules, StandardCharsets.UTF_8)
            .toString()
            .substring(0, HASH_LENGTH);
  }

  private static Object valueOf(Option<?> option, GapOptions options) {
    return options.get(option);
  }

  /**
   * The alert of a gap.
   *
   * @param at when it is said, epoch milliseconds
   */
  Alert of(Gap.Open open, AlertActivity activity, long at) {
    Gap gap = open.gap();
    boolean isOver = activity == AlertActivity.CLOSE;
    int confidence =
        switch (gap.reason()) {
          case SOURCE_SILENT, ALL_SILENT, FIELD_GONE -> LIKELY;
          default -> CERTAIN;
        };
    return Alert.newBuilder()
        .setAlertId(idOf(gap))
        .setRevision(open.revision())
        .setActivity(activity)
        .setDetectorId(Gaps.ID)
        .setDetectorVersion(VERSION)
        .setMode(AlertMode.ACTIVE)
        .setSeverity(gap.severity())
        .setConfidence(confidence)
        .setRiskScore(RiskScore.of(gap.severity(), confidence))
        .setSubject(new Subject(SubjectType.SERVICE, Shown.text(gap.subject())))
        .setRaisedAt(Instant.ofEpochMilli(open.raisedAt()))
        .setFirstSeenAt(Instant.ofEpochMilli(gap.since()))
        .setLastSeenAt(Instant.ofEpochMilli(gap.until()))
        .setTitle(GapWords.title(gap, isOver))
        .setSummary(GapWords.summary(gap, isOver))
        .setEvidence(evidence(gap))
        .setEventIds(List.of())
        .setAffectedAccounts(List.of())
        .setAffectedCount(0)
        .setAttack(List.of())
        .setRemediation(GapWords.remediation(gap))
        .setOccurrences(1)
        .setRelated(List.of())
        .setUpdatedAt(Instant.ofEpochMilli(at))
        .setClosedAt(isOver ? Instant.ofEpochMilli(at) : null)
        .setRulesVersion(rulesVersion)
        .build();
  }

  private static String idOf(Gap gap) {
    return AlertId.of(
        Gaps.ID, gap.reason().word(), gap.part(), Long.toString(Pulse.minuteOf(gap.since())));
  }

  private static List<Evidence> evidence(Gap gap) {
    List<Condition> all = new ArrayList<>();
    all.add(Condition.fact("reason", gap.reason().word(), "any"));
    all.addAll(gap.conditions());
    if (!gap.blind().isEmpty()) {
      all.add(Condition.fact("blind detectors", counted(gap.blind()), "any"));
    }
    if (!gap.halfBlind().isEmpty()) {
      all.add(Condition.fact("half blind detectors", counted(gap.halfBlind()), "any"));
    }
    return all.stream()
        .map(each -> ShownEvidence.of(each, each.option().isEmpty() ? null : each.option()))
        .toList();
  }

  private static String counted(List<String> detectors) {
    return detectors.size() + ": " + String.join(", ", detectors);
  }
}
