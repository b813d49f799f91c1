package io.leakwatch.traffic.worlds;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.leakwatch.schemas.EventKind;
import io.leakwatch.traffic.Label;
import io.leakwatch.traffic.SimulatedEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every world, those to come as well. */
class WorldTest {

  private static final long SEED = 5;
  private static final long EVENTS = 30_000;
  private static final Played ORDINARY = Played.ordinary(SEED, EVENTS);
  private static final Map<World, Played> PLAYED = new EnumMap<>(World.class);

  /** What a world writes otherwise; whatever is not here stays as it is. */
  private static final Map<World, Set<String>> WRITTEN_OTHERWISE = new EnumMap<>(World.class);

  static {
    Set<String> accounts = Set.of("account_id", "target_id", "actor_id", "peer_id");
    WRITTEN_OTHERWISE.put(World.UUID_IDS, accounts);
    WRITTEN_OTHERWISE.put(World.EMAIL_IDS, accounts);
    WRITTEN_OTHERWISE.put(World.NUMERIC_IDS, accounts);
    WRITTEN_OTHERWISE.put(World.URI_OBJECTS, Set.of("target_id"));
    WRITTEN_OTHERWISE.put(
        World.WHOLE_SECONDS, Set.of("occurred_at", "record_at", "oldest_record_at"));
    WRITTEN_OTHERWISE.put(World.COUNTRY_GEO, Set.of("geo"));
    WRITTEN_OTHERWISE.put(World.CALLS_AT_START, Set.of("answered", "duration_ms"));
    WRITTEN_OTHERWISE.put(World.CALLS_AT_END, Set.of("relay_requested"));
  }

  static Stream<World> writtenOtherwise() {
    return Arrays.stream(World.values()).filter(world -> !world.hasOtherPeople());
  }

  private static Played played(World world) {
    return PLAYED.computeIfAbsent(world, each -> Played.in(Worlds.of(each), SEED, EVENTS));
  }

  @Test
  void withoutAnyWorldAllIsAsItWas() {
    Played played = Played.in(Worlds.BASE, SEED, EVENTS);

    assertThat(played.events()).isEqualTo(ORDINARY.events());
    assertThat(played.labels()).isEqualTo(ORDINARY.labels());
  }

  @ParameterizedTest
  @EnumSource
  void theSameSeedGivesTheSameAndAnotherAnother(World world) {
    Played again = Played.in(Worlds.of(world), SEED, 5_000);

    assertThat(again).isEqualTo(Played.in(Worlds.of(world), SEED, 5_000));
    assertThat(again.events()).isNotEqualTo(Played.in(Worlds.of(world), 6, 5_000).events());
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLeftOfTheFieldsThatItTakesAway(World world) {
    Played played = played(world);

    for (EventField field : world.takesAway()) {
      assertThat(played.records(field.kind())).as("%s", field).isNotEmpty();
      if (!field.name().startsWith("geo.")) {
        assertThat(played.records(field.kind()).map(record -> record.get(field.name())))
            .as("%s", field)
            .containsOnlyNulls();
        assertThat(ORDINARY.records(field.kind()).map(record -> record.get(field.name())))
            .as("%s elsewhere", field)
            .anyMatch(value -> value != null);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("writtenOtherwise")
  void theSameHappensWhereItIsWrittenOtherwise(World world) {
    Map<Object, SpecificRecordBase> happened =
        ORDINARY.events().stream()
            .map(SimulatedEvent::record)
            .collect(toMap(record -> record.get("event_id"), record -> record));
    Set<String> may = new HashSet<>(WRITTEN_OTHERWISE.getOrDefault(world, Set.of()));
    world.takesAway().forEach(field -> may.add(field.name()));

    for (SimulatedEvent event : played(world).events()) {
      SpecificRecordBase before = happened.get(event.record().get("event_id"));
      for (Schema.Field field : before.getSchema().getFields()) {
        if (!may.contains(field.name())) {
          assertThat(event.record().get(field.pos()))
              .as("%s", field)
              .isEqualTo(before.get(field.pos()));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("writtenOtherwise")
  void noEventIsLostButARecordOfACall(World world) {
    Set<String> lost = ORDINARY.ids().collect(toSet());
    played(world).ids().forEach(lost::remove);

    boolean oneRecordACall = world.insteadOf().filter("calls"::equals).isPresent();
    assertThat(lost.isEmpty()).isEqualTo(!oneRecordACall);
    assertThat(lost).allMatch(id -> id.startsWith("d"));
  }

  @ParameterizedTest
  @MethodSource("writtenOtherwise")
  void theSameAttacksAreLabelled(World world) {
    assertThat(played(world).labels())
        .extracting(Label::labelId, Label::subjectType, Label::firstAt, Label::lastAt, Label::note)
        .containsExactlyElementsOf(
            ORDINARY.labels().stream()
                .map(
                    label ->
                        tuple(
                            label.labelId(),
                            label.subjectType(),
                            label.firstAt(),
                            label.lastAt(),
                            label.note()))
                .toList());
  }

  @ParameterizedTest
  @EnumSource
  void everyAttackHasItsLabelsInEveryWorld(World world) {
    Set<String> detectors = ORDINARY.labels().stream().map(Label::detectorId).collect(toSet());

    assertThat(played(world).labels()).extracting(Label::detectorId).containsAll(detectors);
    assertThat(played(world).labels()).hasSizeGreaterThan(ORDINARY.labels().size() * 9 / 10);
  }

  @ParameterizedTest
  @EnumSource
  void eventsAreInOrderUnlessThatIsTheWorldsPoint(World world) {
    List<Long> times = played(world).events().stream().map(SimulatedEvent::at).toList();
    boolean inOrder = times.equals(times.stream().sorted().toList());

    assertThat(inOrder).isEqualTo(world != World.DISORDER && world != World.DOUBLED);
  }

  @Test
  void severalHoldAtOnceInWhateverOrderTheyAreNamed() {
    Worlds worlds = Worlds.of(World.DOUBLED, World.NO_DEVICES, World.SPARSE);

    Played played = Played.in(worlds, SEED, 5_000);

    assertThat(worlds.id()).isEqualTo("sparse,no-devices,doubled");
    assertThat(worlds).isEqualTo(Worlds.of(World.SPARSE, World.NO_DEVICES, World.DOUBLED));
    assertThat(played.plan().people().seldom()).isTrue();
    assertThat(played.events().size()).isBetween(5_900, 6_100);
    assertThat(played.ids().distinct()).hasSize(5_000);
    assertThat(played.records(EventKind.LOGIN).map(r -> r.get("device_id"))).containsOnlyNulls();
  }

  @Test
  void whatContradictsItselfIsRefused() {
    assertThatThrownBy(() -> Worlds.of(World.CALLS_AT_END, World.CALLS_AT_START))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("calls-at-start and calls-at-end contradict each other; give one of them");
    assertThatThrownBy(() -> Worlds.of(World.UUID_IDS, World.EMAIL_IDS))
        .hasMessageContaining("uuid-ids and email-ids");
    assertThatThrownBy(() -> Worlds.of(World.NO_GEO, World.COUNTRY_GEO))
        .hasMessageContaining("no-geo and country-geo");
  }

  @Test
  void eachIsFoundByItsName() {
    List<World> found = new ArrayList<>();
    World.ids().forEach(id -> World.named(id).ifPresent(found::add));

    assertThat(found).containsExactly(World.values());
    assertThat(World.named("no-device")).isEmpty();
    assertThat(World.ids()).contains("calls-without-end", "ipv6", "monday").doesNotHaveDuplicates();
  }

  @Test
  void afterTheLastEventThereIsNone() {
    Worlds worlds = Worlds.of(World.DISORDER);
    WorldTraffic traffic = WorldTraffic.of(worlds.plan(SEED, 100), worlds);
    for (int i = 0; i < 100; i++) {
      traffic.next();
    }

    assertThat(traffic.hasNext()).isFalse();
    assertThatThrownBy(traffic::next).isInstanceOf(NoSuchElementException.class);
  }
}
