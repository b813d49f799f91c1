package io.leakwatch.traffic.worlds;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.traffic.Label;
import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.Simulation;
import io.leakwatch.traffic.world.Account;
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.People;
import io.leakwatch.traffic.world.Population;
import io.leakwatch.traffic.world.SimulationPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is different about the people of each world that has others. */
class OtherPeopleTest {

  private static final long SEED = 21;
  private static final long EVENTS = 120_000;
  private static final Played ORDINARY = Played.ordinary(SEED, EVENTS);

  private static Played in(World world) {
    return Played.in(Worlds.of(world), SEED, EVENTS);
  }

  private static int accounts(World world) {
    return Simulation.of(Worlds.of(world).plan(SEED, EVENTS)).accounts();
  }

  @Test
  void seldomMeansAFewDaysInFourWeeksForMostAndNearlyDailyForATenth() {
    Map<String, Set<LocalDate>> days = new HashMap<>();
    in(World.SPARSE)
        .records(EventKind.LOGIN)
        .map(LoginEvent.class::cast)
        .filter(login -> login.getOutcome() == LoginOutcome.SUCCESS)
        .forEach(
            login ->
                days.computeIfAbsent(login.getAccountId(), any -> new HashSet<>())
                    .add(LocalDate.ofInstant(login.getOccurredAt(), ZoneOffset.UTC)));
    List<Integer> sorted = days.values().stream().map(Set::size).sorted().toList();

    assertThat(Worlds.of(World.SPARSE).duration()).isEqualTo(Duration.ofDays(28));
    assertThat(sorted.get(sorted.size() / 2)).isBetween(1, 9);
    assertThat(sorted.get(sorted.size() * 95 / 100)).isGreaterThan(14);
  }

  @Test
  void aTenthOfThePeopleMeetAsManyAttacks() {
    Played small = in(World.SMALL);

    long innocents = EVENTS - Simulation.of(ORDINARY.plan()).attackEvents();
    long attackEvents = Simulation.of(small.plan()).attackEvents();
    assertThat(accounts(World.SMALL)).isLessThan(accounts(World.MONDAY) / 4);
    assertThat(small.events().size() - attackEvents).isCloseTo(innocents / 10, within(200L));
    assertThat(small.labels()).hasSameSizeAs(ORDINARY.labels());
  }

  @Test
  void busyPeopleAreAsManyAndDoThreeTimesAsMuch() {
    Played busy = in(World.BUSY);

    long attackEvents = Simulation.of(ORDINARY.plan()).attackEvents();
    assertThat(Simulation.of(busy.plan()).accounts())
        .isEqualTo(Simulation.of(ORDINARY.plan()).accounts());
    assertThat(busy.events().size() - attackEvents).isEqualTo((EVENTS - attackEvents) * 3);
  }

  @Test
  void twoThirdsOfTheHomesAreBehindAnAddressOfOtherHouseholdsToo() {
    assertThat(shareOfSharedHomes(Worlds.BASE)).isZero();
    assertThat(shareOfSharedHomes(Worlds.of(World.CARRIER))).isBetween(0.55, 0.75);
  }

  /** Of the accounts with a home of their own, those whose address other households have, too. */
  private static double shareOfSharedHomes(Worlds worlds) {
    SimulationPlan plan = worlds.plan(SEED, 1_000_000);
    Population population = new Population(plan, new Networks(plan.people()));
    List<Account> residents =
        IntStream.range(0, population.size())
            .mapToObj(population::get)
            .filter(account -> account.habit == Account.Habit.PLAIN)
            .toList();
    Map<String, Set<Integer>> households =
        residents.stream()
            .collect(
                groupingBy(
                    account -> account.home.ip(), mapping(account -> account.household, toSet())));
    long shared =
        residents.stream().filter(account -> households.get(account.home.ip()).size() > 1).count();
    return (double) shared / residents.size();
  }

  @Test
  void mostAddressesAreIpv6AndLabelsNameTheirNetworks() {
    Played played = in(World.IPV6);

    assertThat(shareOfIpv6(ORDINARY)).isLessThan(0.2);
    assertThat(shareOfIpv6(played)).isGreaterThan(0.5);
    List<String> addresses =
        played.labels().stream()
            .filter(label -> label.subjectType() == SubjectType.ADDRESS)
            .map(Label::subjectId)
            .toList();
    assertThat(addresses)
        .allMatch(id -> id.contains(":") == id.endsWith("::/64"))
        .anyMatch(id -> id.contains(":"));
  }

  private static double shareOfIpv6(Played played) {
    List<String> ips =
        played.events().stream()
            .map(event -> (String) event.record().get("ip"))
            .filter(ip -> ip != null)
            .toList();
    return (double) ips.stream().filter(ip -> ip.contains(":")).count() / ips.size();
  }

  @Test
  void theWeekendAndTheHolidayAreQuiet() {
    Map<LocalDate, Long> byDay =
        in(World.MONDAY).events().stream()
            .map(SimulatedEvent::at)
            .collect(
                groupingBy(
                    at -> LocalDate.ofInstant(Instant.ofEpochMilli(at), ZoneOffset.UTC),
                    counting()));

    long working = byDay.get(LocalDate.of(2026, 1, 9));
    assertThat(byDay).hasSize(8);
    assertThat(byDay.get(LocalDate.of(2026, 1, 10))).isLessThan(working * 7 / 10); // Saturday
    assertThat(byDay.get(LocalDate.of(2026, 1, 11))).isLessThan(working * 7 / 10); // Sunday
    assertThat(byDay.get(LocalDate.of(2026, 1, 13))).isGreaterThan(working * 8 / 10); // Tuesday
    assertThat(byDay.get(LocalDate.of(2026, 1, 14))).isLessThan(working * 7 / 10); // a holiday
  }

  @Test
  void withoutAWorldPeopleAreOrdinary() {
    assertThat(Worlds.BASE.people()).isEqualTo(People.ORDINARY);
    assertThat(Worlds.of(World.NO_ASN, World.DOUBLED).people()).isEqualTo(People.ORDINARY);
  }
}
