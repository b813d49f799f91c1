package io.leakwatch.pipeline.decisions;

import static io.leakwatch.pipeline.decisions.Given.alert;
import static io.leakwatch.pipeline.decisions.Given.at;
import static io.leakwatch.pipeline.decisions.Given.control;
import static io.leakwatch.pipeline.decisions.Given.suppression;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.pipeline.raise.RaiseOperator;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.CommandKind;
import io.leakwatch.schemas.CommandOutcome;
import io.leakwatch.schemas.Control;
import io.leakwatch.schemas.ControlStatus;
import io.leakwatch.schemas.DetectorMode;
import io.leakwatch.schemas.Subject;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.schemas.Suppression;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DecideOperatorTest {

  private static final int GROUPS = DecideHarness.GROUPS;

  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  private DecideHarness started() throws Exception {
    return started(1, 0, null);
  }

  private DecideHarness started(int subtasks, int index, OperatorSubtaskState from)
      throws Exception {
    DecideHarness harness = new DecideHarness(subtasks, index);
    opened.add(harness);
    harness.setup(RaiseOperator.ALERT.createSerializer(new SerializerConfigImpl()));
    if (from != null) {
      harness.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              from, GROUPS, 1, subtasks, index));
    }
    harness.open();
    return harness;
  }

  private static Command command(Suppression.Builder suppression) throws Exception {
    Suppression made = suppression.build();
    return new Command(
        Command.What.SUPPRESSION, made.getSuppressionId(), bytes(made.toByteBuffer()), "there");
  }

  private static Command command(Control.Builder control) throws Exception {
    Control made = control.build();
    return new Command(
        Command.What.CONTROL, made.getControlId(), bytes(made.toByteBuffer()), "there");
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static Watermark time(long minute) {
    return new Watermark(at(minute).toEpochMilli());
  }

  @Test
  void alertsAndTimeWaitUntilAllThatWasDecidedIsRead() throws Exception {
    DecideHarness job = started();
    job.alerts(alert("a", 1), alert("b", 1), alert("a", 2));
    job.processWatermark1(time(2));
    job.commands(command(suppression("s-1", 2, 9)));
    assertThat(job.written()).isEmpty();

    job.commands(Command.END);

    assertThat(job.written()).containsExactly("a2", "b2", "a3 by s-1", "time 2");
  }

  @Test
  void aJobThatIsDrainedBeforeItHasReadAllPutsOutWhatWaits() throws Exception {
    DecideHarness job = started();
    job.alerts(alert("a", 1));
    job.endInput1();
    assertThat(job.written()).isEmpty();

    job.endInput2();

    assertThat(job.written()).containsExactly("a2");
  }

  @Test
  void whatIsDecidedLaterIsAboutWhatComesLater() throws Exception {
    DecideHarness job = started();
    job.commands(Command.END);
    job.alerts(alert("a", 1));
    job.commands(
        command(suppression("s-1", 0, 9)),
        command(control("c-1", 4).setMode(DetectorMode.OFF).setExpiresAt(at(5))));
    job.alerts(alert("a", 2), alert("a", 4), alert("a", 6));
    job.commands(new Command(Command.What.SUPPRESSION, "s-1", null, "there"));
    job.alerts(alert("a", 7));

    assertThat(job.written()).containsExactly("a2", "a3 by s-1", "a7 by s-1", "a8");
  }

  @Test
  void timeIsThatOfAlertsAlone() throws Exception {
    DecideHarness job = started();
    job.commands(Command.END);

    job.processWatermark1(time(1));
    job.processWatermarkStatus2(WatermarkStatus.IDLE);
    job.processWatermark2(time(99));
    job.processWatermark1(time(2));
    job.processWatermarkStatus1(WatermarkStatus.IDLE);
    job.processWatermarkStatus2(WatermarkStatus.ACTIVE);

    assertThat(job.written()).containsExactly("time 1", "time 2", WatermarkStatus.IDLE.toString());
  }

  @Test
  void whatWaitsIsKeptOverARestartWithMoreSubtasksEachSubjectInItsOrder() throws Exception {
    DecideHarness before = started();
    Alert[] all =
        Stream.iterate(0, i -> i + 1)
            .limit(40)
            .map(
                i ->
                    Alert.newBuilder(alert("a" + i % 20 + "-", i / 20))
                        .setSubject(new Subject(SubjectType.ACCOUNT, "u" + i % 20))
                        .build())
            .toArray(Alert[]::new);
    before.alerts(all);
    before.snapshot(1, 1);
    OperatorSubtaskState state = before.snapshot(2, 2);

    List<String> written = new ArrayList<>();
    for (int index = 0; index < 2; index++) {
      DecideHarness after = started(2, index, state);
      after.commands(Command.END);
      List<String> ofOne = after.written();
      assertThat(ofOne).isNotEmpty();
      for (int i = 0; i < 20; i++) {
        if (ofOne.contains("a" + i + "-2")) {
          assertThat(ofOne).containsSubsequence("a" + i + "-1", "a" + i + "-2");
        }
      }
      written.addAll(ofOne);
    }
    assertThat(written).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void whatWaitedOnceDoesNotComeAgain() throws Exception {
    DecideHarness first = started();
    first.alerts(alert("a", 1));
    DecideHarness second = started(1, 0, first.snapshot(1, 1));
    second.commands(Command.END);
    DecideHarness third = started(1, 0, second.snapshot(2, 2));
    third.commands(Command.END);

    assertThat(second.written()).containsExactly("a2");
    assertThat(third.written()).isEmpty();
  }

  @Test
  void eachCommandIsAnsweredOnceWithWhatHadBeenWritten() throws Exception {
    DecideHarness job = started();
    Command early = command(suppression("s-1", 5, 9));
    job.commands(early);
    assertThat(job.answers())
        .containsExactly(
            new ControlStatus(
                "s-1",
                CommandKind.SUPPRESSION,
                1,
                CommandOutcome.ACCEPTED,
                "",
                null,
                Instant.EPOCH));

    job.commands(Command.END);
    job.processWatermark1(time(6));
    job.commands(command(suppression("s-6", 7, 9)));
    assertThat(job.answers()).extracting(ControlStatus::getJudgedUntil).containsOnly(at(6));
    job.alerts(alert("a", 7));
    Command late = command(suppression("s-2", 3, 9));
    job.commands(early, late, command(suppression("s-3", 3, 6)));
    job.commands(
        command(suppression("s-4", 8, 9).setDetectorId("password-spraying")),
        command(suppression("s-2", 3, 9).setRevision(2).setWithdrawnAt(at(8))));
    List<ControlStatus> answers = job.answers();
    assertThat(answers)
        .extracting(each -> each.getCommandId() + " " + each.getReason())
        .containsExactly(
            "s-2 alerts from 2026-03-04T00:03:00Z up to 2026-03-04T00:07:00Z had been written when"
                + " it was read, and stay as they are",
            "s-3 it ended at 2026-03-04T00:06:00Z; alerts up to 2026-03-04T00:07:00Z had been"
                + " written when it was read, and stay as they are",
            "s-4 password-spraying is not enabled in this job",
            "s-2 ");
    assertThat(answers).extracting(ControlStatus::getJudgedUntil).containsOnly(at(7));

    DecideHarness again = started(1, 0, job.snapshot(1, 1));
    again.commands(early, late, Command.END);
    assertThat(again.answers()).isEmpty();
    again.commands(command(suppression("s-5", 3, 9)));
    assertThat(again.answers()).extracting(ControlStatus::getJudgedUntil).containsOnly(at(7));
  }

  @Test
  void whatCannotBeAppliedIsAnsweredWithTheReasonAndChangesNothing() throws Exception {
    DecideHarness job = started();
    job.commands(
        Command.END,
        command(suppression("s-1", 0, 9).setReason("")),
        new Command(Command.What.SUPPRESSION, "s-2", new byte[0], "record 1"),
        new Command(
            Command.What.CONTROL, "", "no Avro".getBytes(StandardCharsets.UTF_8), "record 2"),
        new Command(
            Command.What.SUPPRESSION,
            "s-3",
            bytes(suppression("s-4", 0, 9).build().toByteBuffer()),
            "record 3"),
        command(suppression("s-5", 20, 29).setRevision(2)),
        command(suppression("s-5", 0, 9)));
    job.alerts(alert("a", 1));

    assertThat(job.written()).containsExactly("a2");
    assertThat(job.words())
        .satisfiesExactly(
            first ->
                assertThat(first).isEqualTo("SUPPRESSION s-1 1 REFUSED: reason is empty; give one"),
            second ->
                assertThat(second).startsWith("SUPPRESSION s-2 0 REFUSED: record 1 cannot be read"),
            third ->
                assertThat(third)
                    .startsWith("CONTROL record 2 0 REFUSED: record 2 cannot be read")
                    .endsWith(
                        "write a Control of this version's schema in Avro single-object encoding"),
            fourth ->
                assertThat(fourth)
                    .isEqualTo(
                        "SUPPRESSION s-4 1 REFUSED: the key of record 3 is 's-3', not its"
                            + " suppression_id; a compacted topic goes by the key, so give it the"
                            + " same"),
            fifth -> assertThat(fifth).startsWith("SUPPRESSION s-5 2 ACCEPTED"),
            sixth ->
                assertThat(sixth)
                    .isEqualTo(
                        "SUPPRESSION s-5 1 REFUSED: revision 2 of it was read before; give a"
                            + " change a higher one"));
  }

  @Test
  void oneSubtaskAnswersAndAllApply() throws Exception {
    DecideHarness second = started(2, 1, null);
    second.commands(command(suppression("s-1", 0, 9)), Command.END);
    second.alerts(ofItsSubjects(alert("a", 1)));

    assertThat(second.answers()).isEmpty();
    assertThat(second.written()).containsExactly("a2 by s-1");
  }

  /** About whom the second of two subtasks is asked. */
  private static Alert ofItsSubjects(Alert alert) {
    return Stream.iterate(0, i -> i + 1)
        .map(i -> new Subject(SubjectType.ACCOUNT, "u" + i))
        .map(subject -> Alert.newBuilder(alert).setSubject(subject).build())
        .filter(
            each ->
                KeyGroupRangeAssignment.assignToKeyGroup(Decide.subject(each), GROUPS)
                    >= GROUPS / 2)
        .findFirst()
        .orElseThrow();
  }
}
