package io.leakwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EvidenceTrailTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final EvidenceTrail trail = new EvidenceTrail(Duration.ofHours(2), Duration.ofHours(1));

  @Test
  void itBeginsWithTheFirstTouchAndAgainAfterAPause() {
    trail.touch(HOUR);
    trail.touch(2 * HOUR);
    assertThat(trail.began()).isEqualTo(HOUR);

    trail.touch(3 * HOUR + 1);
    assertThat(trail.began()).isEqualTo(3 * HOUR + 1);
  }

  @Test
  void whatBeganLongAgoCountsSinceAWindowAgo() {
    for (int hour = 0; hour <= 5; hour++) {
      trail.touch(hour * HOUR);
    }
    assertThat(trail.since(HOUR)).isZero();
    assertThat(trail.since(5 * HOUR)).isEqualTo(3 * HOUR);
  }

  @Test
  void aSignalQuotesWhatTheTrailHasAtItsTime() {
    trail.touch(0);
    trail.quote("ada", "e1", 0);
    trail.quote("bob", "e2", HOUR);
    trail.name(null, HOUR);

    Signal signal =
        Signal.of("some-detector", "kind", new Entity(SubjectType.ADDRESS, "192.0.2.1"))
            .at(HOUR)
            .quoting(trail, 7)
            .build();
    assertThat(signal.firstSeenAt()).isZero();
    assertThat(signal.accounts()).containsExactly("ada", "bob");
    assertThat(signal.eventIds()).containsExactly("e1", "e2");
    assertThat(signal.accountCount()).isEqualTo(7);

    assertThat(trail.names(2 * HOUR + 1)).containsExactly("bob");
    assertThat(trail.events(2 * HOUR + 1)).containsExactly("e2");
  }

  @Test
  void anEmptyTrailStoresNothing() {
    assertThat(trail.first().endsAt()).isEqualTo(StatePart.NEVER);
    assertThat(trail.names().endsAt()).isEqualTo(StatePart.NEVER);
    assertThat(trail.events().endsAt()).isEqualTo(StatePart.NEVER);
  }
}
