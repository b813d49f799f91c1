package io.leakwatch.traffic;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.traffic.world.SimulationPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationTest {

  private static final long MILLION = 1_000_000;

  @ParameterizedTest
  @CsvSource({
    "1, PT48H",
    "999, PT48H",
    "5000, PT10M",
    "20000, PT1S",
    "100001, PT4H",
    "120000, PT720H"
  })
  void exactlyAsManyEventsHappenAsPlannedInOrderWithinTheSpan(long events, Duration span) {
    SimulationPlan plan = SimulationPlan.of(11, events).lasting(span);
    Simulation simulation = Simulation.of(plan);

    long count = 0;
    long last = plan.startMs();
    while (simulation.hasNext()) {
      long at = simulation.next().at();
      assertThat(at).isBetween(last, plan.endMs() - 1);
      last = at;
      count++;
    }

    assertThat(count).isEqualTo(events);
    assertThatThrownBy(simulation::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void noEventIdComesTwiceAndNoneIsLong() {
    Set<String> ids = new HashSet<>();

    for (SimulatedEvent event : play(SimulationPlan.of(3, 100_000))) {
      String id = (String) event.record().get("event_id");
      assertThat(id.length()).isLessThanOrEqualTo(20);
      ids.add(id);
    }

    assertThat(ids).hasSize(100_000);
  }

  @Test
  void mostEventsAreApiCallsThenMessagesThenLogins() {
    List<SimulatedEvent> events = play(SimulationPlan.of(7, 200_000));

    Map<EventKind, Long> counts =
        events.stream().collect(groupingBy(SimulatedEvent::kind, counting()));

    assertThat(counts.get(EventKind.API) / 200_000.0).isBetween(0.55, 0.65);
    assertThat(counts.get(EventKind.DM_METADATA) / 200_000.0).isBetween(0.20, 0.30);
    assertThat(counts.get(EventKind.LOGIN) / 200_000.0).isBetween(0.12, 0.18);
  }

  @Test
  void everyEventKeepsWithinTheContractsRanges() {
    for (SimulatedEvent event : play(SimulationPlan.of(5, 60_000))) {
      if (event.record() instanceof LoginEvent login) {
        checkLogin(login);
      } else if (event.record() instanceof ApiEvent call) {
        checkCall(call);
      } else {
        checkDm((DmMetadataEvent) event.record());
      }
    }
  }

  private static void checkLogin(LoginEvent login) {
    assertThat(login.getAccountId()).isNotBlank();
    assertThat(login.getFailureReason() == null)
        .isEqualTo(login.getOutcome() == LoginOutcome.SUCCESS);
    if (login.getGeo() != null) {
      assertThat(login.getGeo().getLatitude()).isBetween(-90.0, 90.0);
      assertThat(login.getGeo().getLongitude()).isBetween(-180.0, 180.0);
      assertThat(login.getGeo().getCountry()).matches("[A-Z]{2}");
      assertThat(login.getGeo().getAccuracyKm()).isPositive();
    }
  }

  private static void checkCall(ApiEvent call) {
    assertThat(call.getStatus()).isBetween(100, 599);
    assertThat(call.getRecords()).isNotNegative();
    assertThat(call.getEndpoint()).startsWith("/");
    if (call.getOldestRecordAt() != null) {
      assertThat(call.getOldestRecordAt()).isBefore(call.getOccurredAt());
    }
  }

  private static void checkDm(DmMetadataEvent dm) {
    assertThat(dm.getActorId()).isNotBlank();
    assertThat(dm.getParticipants()).isPositive();
    assertThat(dm.getPeerId()).isNotEqualTo(dm.getActorId());
  }

  @Test
  void aCampusPutsThousandsOfAccountsBehindOneAddressAndMostOfThemGetIn() {
    Map<String, Set<String>> accounts = new HashMap<>();
    long successes = 0;
    long attempts = 0;

    Simulation simulation = Simulation.of(SimulationPlan.of(7, MILLION).innocent());
    while (simulation.hasNext()) {
      if (simulation.next().record() instanceof LoginEvent login && login.getIp() != null) {
        accounts.computeIfAbsent(login.getIp(), ip -> new HashSet<>()).add(login.getAccountId());
        if (login.getIp().equals("129.1.0.1")) {
          attempts++;
          successes += login.getOutcome() == LoginOutcome.SUCCESS ? 1 : 0;
        }
      }
    }

    assertThat(accounts.get("129.1.0.1").size()).isGreaterThan(2_000);
    assertThat((double) successes / attempts).isBetween(0.93, 0.98);
    assertThat(accounts.get("106.0.0.1").size()).isGreaterThan(1_000);
  }

  private static List<SimulatedEvent> play(SimulationPlan plan) {
    List<SimulatedEvent> events = new ArrayList<>();
    Simulation.of(plan).forEachRemaining(events::add);
    return events;
  }
}
