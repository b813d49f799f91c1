package io.leakwatch.pipeline.decisions;

import static io.leakwatch.pipeline.decisions.Given.alert;
import static io.leakwatch.pipeline.decisions.Given.at;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.pipeline.types.EntitySerializer;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.ControlStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** The operator alone, and what it puts out in short words. */
@SuppressWarnings("try") // closing one may be interrupted
final class DecideHarness
    extends KeyedTwoInputStreamOperatorTestHarness<Entity, Alert, Command, Alert> {

  static final int GROUPS = 60;

  DecideHarness(int subtasks, int index) throws Exception {
    super(
        new DecideOperator(Set.of("credential-stuffing")),
        Decide::subject,
        null,
        EntitySerializer.TYPE,
        GROUPS,
        subtasks,
        index);
  }

  void alerts(Alert... alerts) throws Exception {
    for (Alert each : alerts) {
      processElement1(new StreamRecord<>(each));
    }
  }

  void commands(Command... commands) throws Exception {
    for (Command each : commands) {
      processElement2(new StreamRecord<>(each));
    }
  }

  /** Such as {@code a1}, or {@code a1 by s-1} for one that is suppressed; and watermarks. */
  List<String> written() {
    List<String> written = new ArrayList<>();
    for (Object each : getOutput()) {
      if (each instanceof StreamRecord<?> record && record.getValue() instanceof Alert alert) {
        written.add(
            alert.getAlertId()
                + alert.getRevision()
                + (alert.getMode() == AlertMode.SHADOW ? " by " + alert.getSuppressedBy() : ""));
      } else if (each instanceof Watermark mark) {
        written.add("time " + (mark.getTimestamp() - at(0).toEpochMilli()) / 60_000);
      } else {
        written.add(each.toString());
      }
    }
    getOutput().clear();
    return written;
  }

  List<ControlStatus> answers() {
    var answers = getSideOutput(DecideOperator.ANSWERS);
    List<ControlStatus> said =
        answers == null ? List.of() : answers.stream().map(StreamRecord::getValue).toList();
    if (answers != null) {
      answers.clear();
    }
    return said;
  }

  List<String> words() {
    return answers().stream()
        .map(
            each ->
                "%s %s %d %s: %s"
                    .formatted(
                        each.getKind(),
                        each.getCommandId(),
                        each.getRevision(),
                        each.getOutcome(),
                        each.getReason()))
        .toList();
  }
}
