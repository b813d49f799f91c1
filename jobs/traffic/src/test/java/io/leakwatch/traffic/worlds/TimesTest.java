package io.leakwatch.traffic.worlds;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.traffic.SimulatedEvent;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When events happen, when they are written, and how often. */
class TimesTest {

  private static final long SEED = 15;
  private static final long LATENESS_MS = 300_000;

  private static List<SimulatedEvent> in(World... worlds) {
    return Played.in(Worlds.of(worlds), SEED, 20_000).events();
  }

  /** By how much each event is behind the latest that came before it, milliseconds. */
  private static List<Long> delays(List<SimulatedEvent> events) {
    long[] latest = {Long.MIN_VALUE};
    return events.stream()
        .map(
            event -> {
              latest[0] = Math.max(latest[0], event.at());
              return latest[0] - event.at();
            })
        .toList();
  }

  @Test
  void outOfOrderIsAtMostTheLatenessThatAJobAllows() {
    List<Long> delays = delays(in(World.DISORDER));

    assertThat(delays).allMatch(delay -> delay < LATENESS_MS).anyMatch(delay -> delay > 200_000);
    assertThat(delays).filteredOn(delay -> delay > 0).hasSizeGreaterThan(4_000);
  }

  @Test
  void whatComesTwiceIsLateByAMinuteAtMostAndNoLaterIfThereIsDisorder() {
    assertThat(delays(in(World.DOUBLED))).allMatch(delay -> delay <= 60_000);
    assertThat(delays(in(World.DOUBLED, World.DISORDER))).allMatch(delay -> delay < LATENESS_MS);
  }

  @Test
  void aFifthComesTwiceTheSame() {
    Map<SimulatedEvent, Long> times =
        in(World.DOUBLED).stream().collect(groupingBy(event -> event, counting()));

    assertThat(times).hasSize(20_000);
    assertThat(times.values()).allMatch(count -> count <= 2);
    assertThat(times.values().stream().filter(count -> count == 2).count())
        .isBetween(3_800L, 4_200L);
  }

  @Test
  void clocksShowWholeSecondsAndManyEventsHaveTheSame() {
    List<SimulatedEvent> events = in(World.WHOLE_SECONDS);

    Set<Long> times = new HashSet<>();
    for (SimulatedEvent event : events) {
      Instant at = (Instant) event.record().get("occurred_at");
      assertThat(at.toEpochMilli()).isEqualTo(event.at());
      assertThat(event.at() % 1_000).isZero();
      times.add(event.at());
    }
    assertThat(times.size()).isLessThan(events.size() * 95 / 100);
  }

  @Test
  void aPositionIsTheMiddleOfACountryAndWide() {
    List<LoginEvent> logins =
        in(World.COUNTRY_GEO).stream()
            .filter(event -> event.kind() == EventKind.LOGIN)
            .map(event -> (LoginEvent) event.record())
            .filter(login -> login.getGeo() != null)
            .toList();

    assertThat(logins).isNotEmpty().allMatch(login -> login.getGeo().getAccuracyKm() >= 400);
    logins.stream()
        .collect(groupingBy(login -> login.getGeo().getCountry()))
        .values()
        .forEach(
            ofOne ->
                assertThat(ofOne)
                    .extracting(LoginEvent::getGeo)
                    .containsOnly(ofOne.get(0).getGeo()));
  }
}
