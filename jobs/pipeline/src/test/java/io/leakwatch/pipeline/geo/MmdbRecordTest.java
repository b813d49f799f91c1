package io.leakwatch.pipeline.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.Geo;
import org.junit.jupiter.api.Test;

class MmdbRecordTest {

  private static MmdbRecord flat(Object country, Object latitude, Object longitude) {
    return new MmdbRecord(null, null, country, latitude, longitude, null, null);
  }

  private static MmdbRecord operator(Object number, Object asn) {
    return new MmdbRecord(null, null, null, null, null, number, asn);
  }

  @Test
  void bothLayoutsTellAPlace() {
    MmdbRecord nested =
        new MmdbRecord(
            new MmdbRecord.Country("GB"),
            new MmdbRecord.Location(51.5, -0.1, 10),
            null,
            null,
            null,
            null,
            null);

    assertThat(nested.geo()).contains(new Geo("GB", 51.5, -0.1, 10));
    assertThat(flat("AU", -27.4767f, 153.017f).geo())
        .contains(new Geo("AU", -27.4767, 153.017, null));
  }

  @Test
  void aPlaceNeedsBothCoordinatesAndToBeOnTheGlobe() {
    assertThat(flat("AU", -27.5, null).geo()).isEmpty();
    assertThat(flat("AU", "-27.5", 153).geo()).isEmpty();
    assertThat(flat("AU", 90.5, 0).geo()).isEmpty();
    assertThat(flat("AU", Double.NaN, 0).geo()).isEmpty();
  }

  @Test
  void aCountryIsTwoLettersOrNotKnown() {
    assertThat(flat("au", 0, 0).geo()).map(Geo::getCountry).contains("AU");
    assertThat(flat("", 0, 0).geo()).contains(new Geo(null, 0.0, 0.0, null));
  }

  @Test
  void anOperatorIsANumberOrTextThatIsOne() {
    assertThat(operator(15169L, null).operator()).contains(15169);
    assertThat(operator(null, "AS15169").operator()).contains(15169);
    assertThat(operator(null, 0).operator()).isEmpty();
    assertThat(operator(4_200_000_000L, null).operator()).isEmpty();
    assertThat(operator(null, "none").operator()).isEmpty();
  }
}
