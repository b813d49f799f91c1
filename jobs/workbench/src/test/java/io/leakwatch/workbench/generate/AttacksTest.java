package io.leakwatch.workbench.generate;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.pipeline.admit.Activities;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.traffic.Label;
import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.Simulation;
import io.leakwatch.traffic.attacks.Attack;
import io.leakwatch.traffic.attacks.Attacks;
import io.leakwatch.traffic.world.City;
import io.leakwatch.traffic.world.SimulationPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttacksTest {

  private static final Activities ACTIVITIES = new Activities(null);

  @Test
  void theListOfAttacksIsSorted() {
    assertThat(Attacks.ALL).extracting(Attack::detectorId).isSorted().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "20000, PT48H, 3",
    "100000, PT4H, 3",
    "300000, PT4H, 7",
    "1000000, PT48H, 24",
    "5000000, PT24H, 120"
  })
  void attacksOfEachKindFitTheSpanAndLeaveMostEventsInnocent(
      long events, Duration span, long ofEachKind) {
    SimulationPlan plan = SimulationPlan.of(7, events).lasting(span);
    Simulation simulation = Simulation.of(plan);

    Map<String, Long> counts =
        simulation.labels().stream()
            .filter(label -> label.labelId().matches(label.detectorId() + "-\\d+"))
            .collect(groupingBy(Label::detectorId, counting()));
    List<String> fitting =
        Attacks.ALL.stream()
            .filter(attack -> attack.shortest().compareTo(span) <= 0)
            .map(Attack::detectorId)
            .toList();

    assertThat(counts).containsOnlyKeys(fitting);
    // In the smallest run there may be no room for one of them.
    assertThat(counts.values()).allMatch(n -> n == ofEachKind || (n == ofEachKind - 1 && n < 3));
    assertThat((double) simulation.attackEvents() / events).isBetween(0.02, 0.4);
    assertThat(simulation.labels())
        .allMatch(label -> label.firstAt() >= plan.startMs() && label.lastAt() < plan.endMs())
        .allMatch(label -> label.firstAt() <= label.lastAt())
        .extracting(Label::labelId)
        .doesNotHaveDuplicates();
  }

  @Test
  void noTwoAttacksOfAKindAreOfTheSameSubject() {
    List<Label> labels = Simulation.of(SimulationPlan.of(7, 5_000_000)).labels();

    assertThat(labels)
        .filteredOn(label -> label.subjectType() != SubjectType.SERVICE)
        .extracting(label -> label.detectorId() + label.subjectId())
        .doesNotHaveDuplicates();
  }

  @Test
  void halfOfEachKindIsLoudAndHalfEvasive() {
    List<Label> labels = Simulation.of(SimulationPlan.of(9, 1_000_000)).labels();

    for (Attack attack : Attacks.ALL) {
      List<String> notes =
          labels.stream()
              .filter(label -> label.labelId().matches(attack.detectorId() + "-\\d+"))
              .map(Label::note)
              .toList();
      assertThat(notes).filteredOn(note -> note.startsWith("loud")).hasSize(12);
      assertThat(notes).filteredOn(note -> note.startsWith("evasive")).hasSize(12);
    }
  }

  @Test
  void everyLabelTellsOfItsSubject() {
    Simulation simulation = Simulation.of(SimulationPlan.of(4, 200_000));
    Map<String, List<SimulatedEvent>> bySubject = new HashMap<>();
    simulation.forEachRemaining(
        event ->
            subjects(event.record())
                .forEach(id -> bySubject.computeIfAbsent(id, s -> new ArrayList<>()).add(event)));

    assertThat(simulation.labels()).isNotEmpty();
    for (Label label : simulation.labels()) {
      List<SimulatedEvent> events = bySubject.get(label.subjectType() + " " + label.subjectId());
      assertThat(events)
          .as(label.toString())
          .isNotNull()
          .anyMatch(event -> event.at() >= label.firstAt() && event.at() <= label.lastAt());
    }
  }

  @Test
  void aScraperReadsManyMoreTargetsThanAReader() {
    Simulation simulation = Simulation.of(SimulationPlan.of(4, 200_000));
    Map<String, Set<String>> targets = new HashMap<>();
    simulation.forEachRemaining(
        event -> {
          if (event.record() instanceof ApiEvent call && call.getTargetId() != null) {
            subjects(call)
                .forEach(
                    id ->
                        targets.computeIfAbsent(id, s -> new HashSet<>()).add(call.getTargetId()));
          }
        });

    assertThat(simulation.labels())
        .filteredOn(label -> label.detectorId().equals("mass-scraping"))
        .allMatch(label -> targets.get(label.subjectType() + " " + label.subjectId()).size() > 200)
        .extracting(Label::subjectType)
        .contains(SubjectType.CLIENT, SubjectType.ACCOUNT, SubjectType.ADDRESS);
  }

  @Test
  void anImpossibleTravellerWasAtHomeFarAwayShortlyBefore() {
    Simulation simulation = Simulation.of(SimulationPlan.of(4, 200_000));
    Map<String, List<LoginEvent>> logins = new HashMap<>();
    simulation.forEachRemaining(
        event -> {
          if (event.record() instanceof LoginEvent login
              && login.getAction() == LoginAction.LOGIN
              && login.getOutcome() == LoginOutcome.SUCCESS) {
            logins.computeIfAbsent(login.getAccountId(), a -> new ArrayList<>()).add(login);
          }
        });

    assertThat(simulation.labels())
        .filteredOn(label -> label.labelId().startsWith("impossible-travel"))
        .hasSize(6)
        .allMatch(label -> tooFast(logins.get(label.subjectId()), label.firstAt()));
  }

  private static boolean tooFast(List<LoginEvent> logins, long at) {
    LoginEvent away =
        logins.stream()
            .filter(l -> l.getOccurredAt().toEpochMilli() == at)
            .findFirst()
            .orElseThrow();
    return logins.stream()
        .filter(login -> login.getOccurredAt().isBefore(away.getOccurredAt()))
        .filter(login -> login.getGeo() != null && !login.getAsn().equals(away.getAsn()))
        .anyMatch(
            login -> {
              double hours =
                  Duration.between(login.getOccurredAt(), away.getOccurredAt()).toMillis() / 3.6e6;
              return place(login).kmTo(place(away)) / hours > 1_800;
            });
  }

  private static City place(LoginEvent login) {
    double latitude = login.getGeo().getLatitude();
    return new City("", "", latitude, login.getGeo().getLongitude(), 0, 1);
  }

  /** Everybody and everything that a detector could name. */
  private static List<String> subjects(SpecificRecordBase record) {
    Activity activity = ACTIVITIES.of(record);
    return Stream.of(SubjectType.values())
        .map(type -> Entity.of(type, activity))
        .filter(Objects::nonNull)
        .map(Entity::toString)
        .toList();
  }
}
