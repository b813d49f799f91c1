package io.leakwatch.pipeline.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Sequence;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.schemas.SubjectType;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** Of which way a signal took, and how fast it was, no match knows. */
class OfOneMomentTest {

  private static final long T = 1_767_225_600_000L;

  /** More than there are. */
  private static final int MOST = 10;

  private static final Entity ACCOUNT = new Entity(SubjectType.ACCOUNT, "u1");
  private static final Entity ENDPOINT = new Entity(SubjectType.ENDPOINT, "/2/users");

  private static final Signal OF_ANOTHER = flood("client a", T);

  private static Signal step(String kind, long at) {
    return Signal.of("account-takeover", kind, ACCOUNT).at(at).events(kind + at).build();
  }

  private static Signal entry(String detectorId, long at) {
    return Signal.of(detectorId, Sequence.ENTRY, ACCOUNT)
        .at(at)
        .because(Condition.fact("way in: " + detectorId + " alert", "alert-1", "any"))
        .causedBy(new Signal.Cause("alert-1", detectorId, ACCOUNT))
        .build();
  }

  private static Signal flood(String reader, long at) {
    return Signal.of("missing-rate-limit", "flood", ENDPOINT)
        .at(at)
        .events(reader)
        .note(reader)
        .build();
  }

  @Test
  void anEntryComesAfterTheSignalsThatRaisedTheAlert() throws Exception {
    Signal change = step("recovery-changed", T);
    Signal entry = entry("impossible-travel", T);
    Signal data = step("data-taken", T + 60_000);

    assertThat(incidents(entry, change, data))
        .extracting(Match::sequence)
        .containsExactly("change-entry-data");
  }

  @Test
  void entriesOfTwoAlertsComeInTheOrderOfTheirDetectors() throws Exception {
    Signal one = entry("impossible-travel", T);
    Signal other = entry("session-hijack", T);
    Signal change = step("recovery-changed", T + 1_000);
    Signal data = step("data-taken", T + 60_000);

    assertThat(incidents(other, one, change, data))
        .extracting(match -> match.first().detectorId())
        .containsExactly("impossible-travel", "session-hijack");
  }

  @Test
  void twoReadersOfOneMomentComeInTheOrderOfTheirNames() throws Exception {
    Signal one = flood("client a", T);
    Signal other = flood("client b", T);

    assertThat(matches(other, one))
        .singleElement()
        .satisfies(match -> assertThat(match.signals()).containsExactly(one, other));
  }

  private static List<Match> incidents(Signal... inOrderOfArrival) throws Exception {
    StreamExecutionEnvironment env = environment();
    return collected(
        Correlate.incidents(
                signals(env, OF_ANOTHER), signals(env, inOrderOfArrival), armed("account-takeover"))
            .orElseThrow());
  }

  private static List<Match> matches(Signal... inOrderOfArrival) throws Exception {
    StreamExecutionEnvironment env = environment();
    return collected(
        Correlate.matches(signals(env, inOrderOfArrival), armed("missing-rate-limit"))
            .filter(Match::isSequence));
  }

  private static List<Armed> armed(String detectorId) {
    return List.of(Detectors.byId(detectorId).orElseThrow().armed());
  }

  private static StreamExecutionEnvironment environment() {
    return StreamExecutionEnvironment.createLocalEnvironment(1);
  }

  private static DataStream<Signal> signals(StreamExecutionEnvironment env, Signal... all) {
    return env.fromData(List.of(all), Correlate.SIGNAL)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Signal>forMonotonousTimestamps()
                .withTimestampAssigner((signal, at) -> signal.at()));
  }

  private static List<Match> collected(DataStream<Match> matches) throws Exception {
    return matches.executeAndCollect(MOST);
  }
}
