package io.leakwatch.workbench.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.needs.Field;
import io.leakwatch.detection.needs.Tallies;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.local.coverage.Coverage;
import io.leakwatch.pipeline.admit.Activities;
import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.worlds.EventField;
import io.leakwatch.traffic.worlds.World;
import io.leakwatch.traffic.worlds.WorldTraffic;
import io.leakwatch.traffic.worlds.Worlds;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Over the simulator's other worlds coverage names the fields that each took away, no others. */
class WorldsCoverageTest {

  private static final int EVENTS = 60_000;
  private static final long SEED = 12;

  private static Coverage over(Worlds worlds) {
    WorldTraffic traffic = WorldTraffic.of(worlds.plan(SEED, EVENTS), worlds);
    Activities activities = new Activities(null);
    Tallies tallies = new Tallies();
    while (traffic.hasNext()) {
      SimulatedEvent event = traffic.next();
      tallies.add(activities.of(event.record()), event.record());
    }
    return Coverage.of(tallies, Detectors.ALL);
  }

  @ParameterizedTest
  @EnumSource(World.class)
  void exactlyWhatTheWorldTookAwayIsMissing(World world) {
    Coverage coverage = over(Worlds.of(world));

    List<Field> lookedFor = coverage.fieldsLookedFor();
    Set<Field> taken =
        world.takesAway().stream()
            .map(EventField::toString)
            .map(Field::ofPath)
            .flatMap(Optional::stream)
            .filter(lookedFor::contains)
            .collect(Collectors.toSet());
    assertThat(coverage.missingFields()).isEqualTo(taken);
    if (taken.isEmpty()) {
      assertThat(coverage.shortfalls()).isEmpty();
    }
  }
}
