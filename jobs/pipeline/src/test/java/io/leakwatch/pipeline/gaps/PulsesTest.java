package io.leakwatch.pipeline.gaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.needs.Tallies;
import io.leakwatch.pipeline.Harnesses;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.DeadLetterReason;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;

class PulsesTest {

  private static final long T = Harnesses.T;
  private static final long MINUTE = Pulse.minuteOf(T);
  private static final String LOGINS = "login-events";

  private final SimpleCounter received = new SimpleCounter();
  private final Tallies tallies = new Tallies();
  private final StalledPartitions stalled = new StalledPartitions();
  private final Pulses pulses =
      new Pulses("login", received, new SimpleCounter(), tallies, stalled);

  private List<Pulse> login(long at) {
    Login login = (Login) Harnesses.failedLogin("203.0.113.7", 1, at).activity();
    Arrival arrival = new Arrival.Checked(new Arrival.Origin("logins", 0, 0, at), login);
    List<Pulse> said = new ArrayList<>();
    said.add(pulses.rest(arrival));
    received.inc();
    tallies.add(login);
    said.add(pulses.beat(arrival));
    said.removeIf(pulse -> pulse == null);
    return said;
  }

  private List<Pulse> refused(long timestamp) {
    Arrival arrival =
        Arrival.refused(
            new Arrival.Origin("logins", 0, 0, timestamp),
            DeadLetterReason.UNDECODABLE,
            "no event",
            null,
            null);
    List<Pulse> said = new ArrayList<>();
    said.add(pulses.rest(arrival));
    received.inc();
    pulses.refused("undecodable");
    said.add(pulses.beat(arrival));
    said.removeIf(pulse -> pulse == null);
    return said;
  }

  @Test
  void theFirstEventOfAMinuteIsSaidAtOnceAndTheRestAtTheMinuteAfter() {
    List<Pulse> first = login(T);
    assertThat(first).extracting(Pulse::minute).containsExactly(MINUTE);
    assertThat(first.get(0).counts())
        .contains(entry(LOGINS, 1L), entry(LOGINS + ".received", 1L), entry(LOGINS + ".ip", 1L))
        .doesNotContainKey(LOGINS + ".device_id");
    assertThat(login(T + 1_000)).isEmpty();
    assertThat(login(T + 59_000)).isEmpty();

    List<Pulse> next = login(T + 90 * 86_400_000L);

    assertThat(next)
        .extracting(Pulse::minute, pulse -> pulse.count(LOGINS))
        .containsExactly(tuple(MINUTE, 2L), tuple(MINUTE + 90 * 1440, 1L));
  }

  @Test
  void whereAllIsRefusedThereIsAPulseToo() {
    login(T);

    assertThat(refused(T + 60_000))
        .singleElement()
        .satisfies(
            pulse -> {
              assertThat(pulse.minute()).isEqualTo(MINUTE);
              assertThat(pulse.written()).isEqualTo(T + 60_000);
              assertThat(pulse.count(LOGINS + ".refused.undecodable")).isEqualTo(1);
            });
    assertThat(refused(T + 61_000)).isEmpty();
    assertThat(refused(T + 120_000).get(0).count(LOGINS + ".refused.undecodable")).isEqualTo(2);
  }

  @Test
  void aPartitionThatDoesNotMoveIsSaidWithEachPulseUntilItMoves() {
    stalled.add("login-events-3", 12);
    assertThat(login(T).get(0).count(Pulse.stalled("login-events-3"))).isEqualTo(12);

    stalled.remove("login-events-3");
    assertThat(login(T + 60_000).get(0).counts())
        .doesNotContainKey(Pulse.stalled("login-events-3"));
  }
}
