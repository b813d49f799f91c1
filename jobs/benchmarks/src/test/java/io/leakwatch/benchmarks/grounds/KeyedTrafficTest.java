package io.leakwatch.benchmarks.grounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.traffic.SimulatedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyedTrafficTest {

  private static final int ACCOUNTS = 10_000;
  private static final KeyedPlan PLAN = KeyedPlan.of(7, 40_000, ACCOUNTS);

  private static List<SimulatedEvent> all(KeyedPlan plan) {
    List<SimulatedEvent> all = new ArrayList<>();
    new KeyedTraffic(plan).forEachRemaining(all::add);
    return all;
  }

  private static String account(SimulatedEvent event) {
    return switch (event.kind()) {
      case LOGIN -> ((LoginEvent) event.record()).getAccountId();
      case API -> ((ApiEvent) event.record()).getAccountId();
      case DM_METADATA -> ((DmMetadataEvent) event.record()).getActorId();
    };
  }

  private static String address(SimulatedEvent event) {
    return switch (event.kind()) {
      case LOGIN -> ((LoginEvent) event.record()).getIp();
      case API -> ((ApiEvent) event.record()).getIp();
      case DM_METADATA -> ((DmMetadataEvent) event.record()).getIp();
    };
  }

  private static Stream<String> apps(List<SimulatedEvent> events) {
    return events.stream()
        .filter(event -> event.kind() == EventKind.API)
        .map(event -> (ApiEvent) event.record())
        .filter(call -> call.getClientKind() == ClientKind.THIRD_PARTY)
        .map(ApiEvent::getClientId);
  }

  private static Stream<String> homes(List<SimulatedEvent> events) {
    return events.stream()
        .map(KeyedTrafficTest::address)
        .filter(address -> address.startsWith("6"));
  }

  private static double share(List<SimulatedEvent> events, Predicate<SimulatedEvent> which) {
    return (double) events.stream().filter(which).count() / events.size();
  }

  @Test
  void theSamePlanGivesTheSameEvents() {
    assertThat(all(PLAN)).isEqualTo(all(PLAN));
    assertThat(all(PLAN)).isNotEqualTo(all(KeyedPlan.of(8, 40_000, ACCOUNTS)));
  }

  @Test
  void sixtyPercentAreApiCallsAQuarterMessagesTheRestLogins() {
    List<SimulatedEvent> events = all(PLAN);

    assertThat(events).hasSize(40_000);
    assertThat(share(events, event -> event.kind() == EventKind.API)).isCloseTo(0.6, within(0.01));
    assertThat(share(events, event -> event.kind() == EventKind.DM_METADATA))
        .isCloseTo(0.25, within(0.01));
    assertThat(share(events, event -> event.kind() == EventKind.LOGIN))
        .isCloseTo(0.15, within(0.01));
  }

  @Test
  void theFirstPassSeesEveryAccountOnceAndEveryHomeAndClient() {
    List<SimulatedEvent> firstPass = all(PLAN).subList(0, ACCOUNTS);

    assertThat(firstPass.stream().map(KeyedTrafficTest::account).distinct()).hasSize(ACCOUNTS);
    assertThat(homes(firstPass).distinct()).hasSize(ACCOUNTS / 2);
    assertThat(apps(firstPass).distinct()).hasSize(ACCOUNTS / 1_000);
  }

  @Test
  void noFurtherKeysComeAfterTheFirstPass() {
    List<SimulatedEvent> events = all(PLAN);

    assertThat(events.stream().map(KeyedTrafficTest::account).distinct()).hasSize(ACCOUNTS);
    assertThat(apps(events).distinct()).hasSize(ACCOUNTS / 1_000);
    assertThat(homes(events).distinct()).hasSize(ACCOUNTS / 2);
  }

  @Test
  void noEventIdComesTwiceAndTimeGoesOnAtThePlannedPace() {
    List<SimulatedEvent> events = all(PLAN.at(10_000));

    assertThat(events.stream().map(event -> event.record().get("event_id")).distinct())
        .hasSize(40_000);
    assertThat(events).isSortedAccordingTo((one, other) -> Long.compare(one.at(), other.at()));
    assertThat(events.get(39_999).at() - events.get(0).at()).isEqualTo(3_999);
  }

  @Test
  void aHotAddressSendsItsShareForManyAccounts() {
    List<SimulatedEvent> events = all(PLAN.withHotAddress(0.5));

    List<SimulatedEvent> hot =
        events.stream().filter(event -> address(event).equals(KeyedMembers.GATEWAY)).toList();

    assertThat((double) hot.size() / events.size()).isCloseTo(0.5, within(0.01));
    assertThat(hot.stream().map(KeyedTrafficTest::account).distinct().count())
        .isGreaterThan(ACCOUNTS / 2);
    assertThat(share(all(PLAN), event -> address(event).equals(KeyedMembers.GATEWAY))).isZero();
  }

  @Test
  void aPlanThatCannotBeIsRefused() {
    assertThatThrownBy(() -> KeyedPlan.of(7, 10, 0))
        .hasMessage("accounts must be 1 to 89000003, not 0");
    assertThatThrownBy(() -> PLAN.withHotAddress(1.5))
        .hasMessage("a share must be 0 to 1, not 1.5");
  }
}
