package io.leakwatch.detection.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {

  private static Place place(double latitude, double longitude) {
    return new Place(null, latitude, longitude, -1);
  }

  @ParameterizedTest
  @CsvSource({
    "52.5200, 13.4050, 48.8566, 2.3522, 877.5", // Berlin to Paris
    "40.7128, -74.0060, 51.5074, -0.1278, 5570.2", // New York to London
    "-33.8688, 151.2093, -36.8485, 174.7633, 2155.9", // Sydney to Auckland
    "0, 179.5, 0, -179.5, 111.2", // over the date line
    "90, 0, -90, 77, 20015.1", // pole to pole
    "10, 20, 10, 20, 0"
  })
  void distancesAreThoseOfTheAtlas(double a, double b, double c, double d, double km) {
    assertThat(place(a, b).distanceKm(place(c, d))).isCloseTo(km, offset(1.0));
  }

  @Property
  void aDistanceIsTheSameBothWaysAndNeverMoreThanHalfTheEarth(
      @ForAll @DoubleRange(min = -90, max = 90) double a,
      @ForAll @DoubleRange(min = -180, max = 180) double b,
      @ForAll @DoubleRange(min = -90, max = 90) double c,
      @ForAll @DoubleRange(min = -180, max = 180) double d) {
    double km = place(a, b).distanceKm(place(c, d));

    assertThat(km).isBetween(0.0, 20_015.2);
    assertThat(place(c, d).distanceKm(place(a, b))).isCloseTo(km, offset(1e-6));
  }
}
