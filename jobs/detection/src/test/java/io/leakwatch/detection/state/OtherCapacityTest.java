package io.leakwatch.detection.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.Place;
import io.leakwatch.detection.state.Sightings.Sighting;
import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What was written where there was more room, or less, than where it is read. */
class OtherCapacityTest {

  private static final long T = 1_767_600_000_000L;
  private static final long HOUR = 3_600_000;
  private static final Duration DAY = Duration.ofDays(1);

  private static long hash(int key) {
    return Hashes.of("key " + key);
  }

  @Property(tries = 50)
  void distinctKeysThatAreTooManyBecomeASample(
      @ForAll @IntRange(min = 16, max = 500) int before,
      @ForAll @IntRange(min = 16, max = 500) int after) {
    DistinctWithin written = new DistinctWithin(DAY, 24, before);
    for (int key = 0; key < 500; key++) {
      written.add(hash(key), T, 0);
    }

    DistinctWithin read = Stored.into(new DistinctWithin(DAY, 24, after), written);

    assertThat(read.size()).isBetween(1, after);
    assertThat(read.distinct(T)).isBetween(100L, 2000L);
    assertThat(Stored.into(new DistinctWithin(DAY, 24, after), read).size()).isEqualTo(read.size());
  }

  @Test
  void ofKeysCountedOneByOneTheBusiestStay() {
    SlidingCounts written = new SlidingCounts(DAY, 24, 8);
    for (int key = 1; key <= 8; key++) {
      for (int i = 0; i < key; i++) {
        written.add(key, T, key);
      }
    }

    SlidingCounts read = Stored.into(new SlidingCounts(DAY, 24, 3), written);

    assertThat(Stream.of(8, 7, 6).map(key -> read.total(key, T))).containsExactly(8, 7, 6);
    assertThat(Stream.of(5, 4, 3, 2, 1).map(key -> read.total(key, T))).containsOnly(0);
    for (int key = 20; key < 40; key++) {
      read.add(key, T, 0);
    }
    assertThat(Stored.bytes(read)).hasSizeLessThan(3 * 20);
    assertThat(read.total(8, T)).isEqualTo(8);
  }

  @Property(tries = 100)
  void acquaintancesSeenLongestAgoMakeWay(
      @ForAll @IntRange(min = 2, max = 20) int before,
      @ForAll @IntRange(min = 2, max = 20) int after,
      @ForAll @IntRange(min = 1, max = 30) int keys) {
    Acquaintances written = new Acquaintances(before, DAY.multipliedBy(2), Duration.ofHours(1));
    for (int key = 1; key <= keys; key++) {
      written.add(key, T + key * HOUR);
    }
    long now = T + keys * HOUR;

    Acquaintances read =
        Stored.into(new Acquaintances(after, DAY.multipliedBy(2), Duration.ofHours(1)), written);

    int kept = Math.min(keys, Math.min(before, after));
    long familiar =
        Stream.iterate(1, key -> key + 1)
            .limit(keys)
            .filter(key -> read.isFamiliar(key, now))
            .count();
    assertThat(familiar).isEqualTo(kept);
    assertThat(read.isFamiliar(keys, now)).isTrue();
    assertThat(read.endsAt()).isEqualTo(written.endsAt());
    for (int key = 100; key < 130; key++) {
      read.add(key, now);
      assertThat(read.isFamiliar(key, now)).isTrue();
    }
    assertThat(Stored.bytes(read)).hasSizeLessThan(8 + 5 * after + 5);
  }

  @Test
  void acquaintancesAreForgottenAfterAShorterLife() {
    Acquaintances written = new Acquaintances(8, Duration.ofDays(14), Duration.ofHours(6));
    written.add(1, T);
    written.add(2, T + 10 * DAY.toMillis());
    long now = T + 10 * DAY.toMillis();

    Acquaintances read =
        Stored.into(new Acquaintances(8, Duration.ofDays(7), Duration.ofHours(6)), written);

    assertThat(read.isFamiliar(1, now)).isFalse();
    assertThat(read.isFamiliar(2, now)).isTrue();
    assertThat(read.endsAt()).isLessThanOrEqualTo(now + 7 * DAY.toMillis() + 6 * HOUR);
  }

  @Test
  void theOldestOfTooManyTextsMakeWay() {
    RecentTexts written = new RecentTexts(20, DAY);
    Stream.iterate(1, n -> n + 1).limit(20).forEach(n -> written.add("text " + n, T + n));

    RecentTexts read = Stored.into(new RecentTexts(3, DAY), written);

    assertThat(read.list(T + 20)).containsExactly("text 18", "text 19", "text 20");
    assertThat(read.endsAt()).isEqualTo(written.endsAt());
    read.add("one more", T + 21);
    assertThat(read.list(T + 21)).containsExactly("text 19", "text 20", "one more");
  }

  @Test
  void theOldestOfTooManyNumbersMakeWay() {
    RecentNumbers written = new RecentNumbers(16, DAY);
    for (int n = 1; n <= 16; n++) {
      written.add(1000L * n, T);
    }

    RecentNumbers read = Stored.into(new RecentNumbers(2, DAY), written);

    assertThat(read.isNear(16_001, 5, T)).isTrue();
    assertThat(read.isNear(15_001, 5, T)).isTrue();
    assertThat(read.isNear(14_001, 5, T)).isFalse();
  }

  @Test
  void theOldestOfTooManyPlacesMakeWay() {
    Sightings written = new Sightings(8, DAY, 100);
    for (int n = 0; n < 8; n++) {
      Place place = new Place("DE", 10.0 * n, 13.4, 20);
      written.add(new Sighting(T + n, T + n, place, "203.0.113.7", 1, 1, 1, "e" + n));
    }

    Sightings read = Stored.into(new Sightings(2, DAY, 100), written);

    assertThat(read.list(T + 8)).extracting(Sighting::eventId).containsExactly("e6", "e7");
    Place another = new Place("DE", -45, 13.4, 20);
    read.add(new Sighting(T + 9, T + 9, another, "203.0.113.7", 1, 1, 1, "e9"));
    assertThat(read.list(T + 9)).extracting(Sighting::eventId).containsExactly("e7", "e9");
  }

  @Test
  void theOldestOfTooManySessionsMakeWay() {
    SessionUses written = new SessionUses(8, DAY);
    for (int session = 1; session <= 8; session++) {
      written.use(session, 1, 1, 64_512, T + session);
      written.use(session, 2, 2, 64_800, T + session);
    }

    SessionUses read = Stored.into(new SessionUses(2, DAY), written);

    assertThat(Stored.bytes(read)).hasSizeLessThan(Stored.bytes(written).length / 3);
    assertThat(read.use(8, 1, 1, 64_512, T + 9)).isNotNull();
    assertThat(read.use(6, 1, 1, 64_512, T + 9)).isNull();
  }

  /** Five bytes each are a count of two thousand million, of whatever it is that is read first. */
  private static byte[] hugeCounts() {
    byte[] counts = new byte[60];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = (byte) (i % 5 == 4 ? 0x07 : 0xFF);
    }
    return counts;
  }

  @Test
  void nothingThatIsReadMakesRoomForMoreThanThereIs() {
    List<StatePart> parts =
        List.of(
            new RecentTexts(20, DAY),
            new SlidingCounts(DAY, 24, 8),
            new SessionUses(8, DAY),
            new Sightings(3, DAY, 100),
            new DistinctWithin(DAY, 24, 64));

    for (StatePart part : parts) {
      DataInput in = new DataInputStream(new ByteArrayInputStream(hugeCounts()));
      assertThatThrownBy(() -> part.read(in))
          .as(part.getClass().getSimpleName())
          .isInstanceOf(IOException.class);
    }
  }
}
