package io.leakwatch.pipeline.geo;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import io.leakwatch.schemas.Geo;
import java.util.Locale;
import java.util.Optional;

/**
 * What a database holds of an address, in either layout: MaxMind's nests, DB-IP's is flat. Only
 * what is named here is decoded; MaxMind's records hold names in many languages besides. Fields are
 * null where the record has none, and loosely typed as databases differ in what they make a number.
 *
 * <p>Public only because the database's reader makes its instances from outside: ask {@link
 * GeoDatabases}.
 */
public final class MmdbRecord {

  /** MaxMind's country. */
  public static final class Country {
    private final Object isoCode;

    @MaxMindDbConstructor
    public Country(@MaxMindDbParameter(name = "iso_code") Object isoCode) {
      this.isoCode = isoCode;
    }
  }

  /** MaxMind's coordinates. */
  public static final class Location {
    private final Object latitude;
    private final Object longitude;
    private final Object accuracyRadius;

    @MaxMindDbConstructor
    public Location(
        @MaxMindDbParameter(name = "latitude") Object latitude,
        @MaxMindDbParameter(name = "longitude") Object longitude,
        @MaxMindDbParameter(name = "accuracy_radius") Object accuracyRadius) {
      this.latitude = latitude;
      this.longitude = longitude;
      this.accuracyRadius = accuracyRadius;
    }
  }

  private final Object country;
  private final Location location;
  private final Object operator;

  @MaxMindDbConstructor
  public MmdbRecord(
      @MaxMindDbParameter(name = "country") Country country,
      @MaxMindDbParameter(name = "location") Location location,
      @MaxMindDbParameter(name = "country_code") Object countryCode,
      @MaxMindDbParameter(name = "latitude") Object latitude,
      @MaxMindDbParameter(name = "longitude") Object longitude,
      @MaxMindDbParameter(name = "autonomous_system_number") Object autonomousSystemNumber,
      @MaxMindDbParameter(name = "asn") Object asn) {
    this.country = country == null ? countryCode : country.isoCode;
    this.location = location == null ? new Location(latitude, longitude, null) : location;
    this.operator = autonomousSystemNumber == null ? asn : autonomousSystemNumber;
  }

  /** Empty without both coordinates, or with such as are not on the globe. */
  Optional<Geo> geo() {
    Double latitude = degrees(location.latitude, 90);
    Double longitude = degrees(location.longitude, 180);
    return latitude == null || longitude == null
        ? Optional.empty()
        : Optional.of(new Geo(countryCode(), latitude, longitude, accuracyKm()));
  }

  /** Empty where the record has none, or one beyond an int. */
  Optional<Integer> operator() {
    if (operator instanceof Number number) {
      long value = number.longValue();
      return value > 0 && value <= Integer.MAX_VALUE ? Optional.of((int) value) : Optional.empty();
    }
    return operator instanceof String text && text.matches("(AS)?[1-9]\\d{0,8}")
        ? Optional.of(Integer.valueOf(text.replace("AS", "")))
        : Optional.empty();
  }

  private String countryCode() {
    return country instanceof String code && code.matches("[A-Za-z]{2}")
        ? code.toUpperCase(Locale.ROOT)
        : null;
  }

  private Integer accuracyKm() {
    return location.accuracyRadius instanceof Number radius && radius.intValue() >= 0
        ? radius.intValue()
        : null;
  }

  private static Double degrees(Object value, double most) {
    if (!(value instanceof Number number)) {
      return null;
    }
    // A float's own digits: 52.4 and not 52.400001525878906.
    double degrees =
        number instanceof Float ? Double.parseDouble(number.toString()) : number.doubleValue();
    return Math.abs(degrees) <= most ? degrees : null;
  }
}
