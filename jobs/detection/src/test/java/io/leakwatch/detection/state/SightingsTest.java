package io.leakwatch.detection.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Place;
import io.leakwatch.detection.state.Sightings.Sighting;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SightingsTest {

  private static final Duration LIFE = Duration.ofSeconds(1);
  private static final Place BERLIN = new Place("DE", 52.52, 13.40, 20);
  private static final Place BERLIN_FINE = new Place("DE", 52.50, 13.45, 5);
  private static final Place BERLIN_VAGUE = new Place(null, 52.5, 13.4, -1);
  private static final Place PARIS = new Place("FR", 48.86, 2.35, 20);
  private static final Place OSLO = new Place("NO", 59.91, 10.75, 20);

  private static Sightings sightings() {
    return new Sightings(2, LIFE, 100);
  }

  private static Sighting at(long at, Place place) {
    return new Sighting(at, at, place, "10.0.0." + at % 250, (int) at, at, -at, "e" + at);
  }

  @Test
  void thePlaceIsKnownSinceItWasFirstSeen() {
    Sightings sightings = sightings();
    sightings.add(at(100, BERLIN));
    sightings.add(at(300, BERLIN));

    assertThat(sightings.list(300)).hasSize(1);
    assertThat(sightings.last(300).at()).isEqualTo(300);
    assertThat(sightings.last(300).knownSince()).isEqualTo(100);
    assertThat(sightings.last(300).eventId()).isEqualTo("e300");
  }

  @Test
  void ofTwoPositionsOfAPlaceTheFinerOneIsKeptWithItsAddress() {
    Sightings sightings = sightings();
    sightings.add(at(100, BERLIN_FINE));
    sightings.add(at(200, BERLIN));
    sightings.add(at(300, BERLIN_VAGUE));

    Sighting last = sightings.last(300);
    assertThat(last.place()).isEqualTo(BERLIN_FINE);
    assertThat(last.address()).isEqualTo("10.0.0.100");
    assertThat(last.network()).isEqualTo(100);
    assertThat(last.device()).isEqualTo(300);
  }

  @Test
  void thePlaceSeenLongestAgoMakesRoom() {
    Sightings sightings = sightings();
    sightings.add(at(100, BERLIN));
    sightings.add(at(200, PARIS));
    sightings.add(at(300, BERLIN));
    sightings.add(at(400, OSLO));

    assertThat(sightings.list(400)).extracting(Sighting::place).containsExactly(BERLIN, OSLO);
    assertThat(sightings.near(PARIS, 400)).isNull();
  }

  @Test
  void eachIsForgottenOnItsOwn() {
    Sightings sightings = sightings();
    sightings.add(at(100, BERLIN));
    sightings.add(at(500, PARIS));

    assertThat(sightings.list(1101)).extracting(Sighting::place).containsExactly(PARIS);
    assertThat(sightings.near(BERLIN, 1101)).isNull();
    assertThat(sightings.last(1501)).isNull();
    assertThat(sightings.endsAt()).isEqualTo(1500);
  }

  @Test
  void aStragglerDoesNotMakeAnythingEndEarlier() {
    Sightings sightings = sightings();
    sightings.add(at(500, BERLIN));
    sightings.add(at(200, BERLIN));
    sightings.add(at(300, PARIS));

    assertThat(sightings.near(BERLIN, 500).at()).isEqualTo(500);
    assertThat(sightings.near(BERLIN, 500).knownSince()).isEqualTo(200);
    assertThat(sightings.endsAt()).isEqualTo(1500);
  }

  @Test
  void whatTurnsOutWorthlessIsForgotten() {
    Sightings sightings = sightings();
    sightings.removeIf(sighting -> true);
    sightings.add(at(100, BERLIN));
    sightings.removeIf(sighting -> sighting.network() == 100);

    assertThat(sightings.last(100)).isNull();
    assertThat(sightings.endsAt()).isEqualTo(StatePart.NEVER);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, 52.52, -23.5505, 89.99999, 1 / 3.0, -0.00001, Double.MIN_VALUE})
  void aPositionIsStoredToTheLastBit(double latitude) {
    Place place = new Place("DE", latitude, -latitude, 20);
    Sightings sightings = sightings();
    sightings.add(new Sighting(0, 0, place, null, 0, 0, 0, "e"));

    Sightings read = Stored.into(sightings(), sightings);

    assertThat(read.last(0).place()).isEqualTo(place);
  }

  @Property
  void itIsBoundedAndGivesTheSameAnswersOnceItWasStored(
      @ForAll @Size(max = 10) List<@LongRange(min = 0, max = 3000) Long> times,
      @ForAll @Size(value = 10) List<@DoubleRange(min = -90, max = 90) Double> latitudes,
      @ForAll @LongRange(min = 0, max = 5000) long now) {
    Sightings sightings = sightings();
    for (int i = 0; i < times.size(); i++) {
      Place place = new Place(i % 2 == 0 ? null : "DE", latitudes.get(i), 10, i - 1);
      long at = times.get(i);
      sightings.add(new Sighting(at, at, place, i % 3 == 0 ? null : "10.0.0.1", i, i, -i, "e" + i));
    }

    Sightings read = Stored.into(sightings(), sightings);

    assertThat(read.list(now)).isEqualTo(sightings.list(now)).hasSizeLessThanOrEqualTo(2);
    assertThat(read.last(now)).isEqualTo(sightings.last(now));
    assertThat(read.endsAt()).isEqualTo(sightings.endsAt());
    assertThat(sightings.list(sightings.endsAt() + 1)).isEmpty();
  }
}
