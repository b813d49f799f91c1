package io.leakwatch.detection.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.Hashes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FamiliarKeysTest {

  private static final int CAPACITY = 4;
  private static final long LIFE = 1_000;

  private static FamiliarKeys keys() {
    return new FamiliarKeys(CAPACITY, Duration.ofMillis(LIFE));
  }

  private static long hash(int key) {
    return Hashes.of("device " + key);
  }

  @Property
  void theLastFewDistinctOnesAreKnownAndNoOther(
      @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 8) Integer> added) {
    FamiliarKeys keys = keys();
    List<Integer> wanted = new ArrayList<>();
    for (int i = 0; i < added.size(); i++) {
      keys.add(hash(added.get(i)), i);
      wanted.remove(added.get(i));
      wanted.add(added.get(i));
      if (wanted.size() > CAPACITY) {
        wanted.remove(0);
      }
    }
    FamiliarKeys restored = Stored.into(keys(), keys);
    for (int key = 1; key <= 8; key++) {
      assertThat(keys.knows(hash(key), added.size())).isEqualTo(wanted.contains(key));
      assertThat(restored.knows(hash(key), added.size())).isEqualTo(wanted.contains(key));
    }
    assertThat(restored.endsAt()).isEqualTo(keys.endsAt());
    assertThat(Stored.bytes(keys)).hasSizeLessThanOrEqualTo(9 + 2 * CAPACITY);
  }

  @Test
  void allAreForgottenTogether() {
    FamiliarKeys keys = keys();
    assertThat(keys.endsAt()).isEqualTo(StatePart.NEVER);
    keys.add(hash(1), 0);
    keys.add(hash(2), 600);

    assertThat(keys.knows(hash(1), 1_600)).isTrue();
    assertThat(keys.knows(hash(1), 1_601)).isFalse();
    assertThat(keys.endsAt()).isEqualTo(1_600);

    keys.add(hash(3), 1_700);
    assertThat(keys.knows(hash(3), 1_700)).isTrue();
    assertThat(keys.knows(hash(2), 1_700)).isFalse();
  }

  @Test
  void aStragglerDoesNotShortenWhatIsRemembered() {
    FamiliarKeys keys = keys();
    keys.add(hash(1), 500);
    keys.add(hash(2), 100);

    assertThat(keys.endsAt()).isEqualTo(1_500);
  }

  @Test
  void noKeyIsNothing() {
    FamiliarKeys keys = keys();
    keys.add(0, 1);

    assertThat(keys.knows(0, 1)).isFalse();
    assertThat(keys.endsAt()).isEqualTo(StatePart.NEVER);
  }
}
