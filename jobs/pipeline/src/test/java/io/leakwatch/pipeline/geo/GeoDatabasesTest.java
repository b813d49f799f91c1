package io.leakwatch.pipeline.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leakwatch.schemas.Geo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoDatabasesTest {

  private static Path shared(String name) {
    Path file =
        Path.of(System.getProperty("leakwatch.root", "."))
            .toAbsolutePath()
            .normalize()
            .resolveSibling("shared")
            .resolve("data")
            .resolve(name);
    String reason = "skipped: it reads " + file + ", which is not there";
    if (!Files.exists(file)) {
      System.out.println(reason);
    }
    assumeTrue(Files.exists(file), reason);
    return file;
  }

  private static GeoDatabases maxmind() {
    return GeoDatabases.open(
        List.of(shared("GeoIP2-City-Test.mmdb")), List.of(shared("GeoLite2-ASN-Test.mmdb")));
  }

  @Test
  void anAddressHasAPlaceWithItsAccuracy() {
    try (GeoDatabases databases = maxmind()) {
      assertThat(databases.locate("81.2.69.142")).contains(new Geo("GB", 51.5142, -0.0931, 10));
      assertThat(databases.locate("89.160.20.112")).contains(new Geo("SE", 58.4167, 15.6167, 76));
      assertThat(databases.locate("::ffff:89.160.20.112"))
          .isEqualTo(databases.locate("89.160.20.112"));
    }
  }

  @Test
  void anIpv6AddressHasAPlaceAndAnOperator() {
    try (GeoDatabases databases = maxmind()) {
      assertThat(databases.locate("2001:218::1")).map(Geo::getCountry).contains("JP");
      assertThat(databases.operator("2600:6000::1")).hasValue(237);
    }
  }

  @Test
  void anAddressHasAnOperator() {
    try (GeoDatabases databases = maxmind()) {
      assertThat(databases.operator("1.128.0.9")).hasValue(1221);
      assertThat(databases.operator("1.128.0.9")).hasValue(1221);
    }
  }

  @Test
  void whatIsNotKnownIsEmpty() {
    try (GeoDatabases databases = maxmind()) {
      for (String ip : List.of("127.0.0.1", "::1", "2.3.3.1", "localhost", "", "999.1.1.1")) {
        assertThat(databases.locate(ip)).as(ip).isEmpty();
        assertThat(databases.operator(ip)).as(ip).isEqualTo(OptionalInt.empty());
      }
    }
  }

  @Test
  void manyAddressesAreAnsweredRightThoughFewAreRemembered() {
    try (GeoDatabases databases = maxmind()) {
      for (int i = 0; i < 3 * AddressCache.PLACES; i++) {
        String ip = "1." + (128 + (i >>> 16)) + "." + ((i >>> 8) & 255) + "." + (i & 255);
        assertThat(databases.operator(ip)).hasValue(1221);
      }
      assertThat(databases.operator("1.0.0.1")).hasValue(15169);
    }
  }

  @Test
  void withoutFilesNothingIsKnown() {
    try (GeoDatabases databases = GeoDatabases.open(List.of(), List.of())) {
      assertThat(databases.locate("81.2.69.142")).isEmpty();
      assertThat(databases.operator("81.2.69.142")).isEmpty();
    }
  }

  @Test
  void aFileThatIsNotThereIsNamed(@TempDir Path folder) {
    Path nowhere = folder.resolve("nowhere.mmdb");
    assertThatThrownBy(() -> GeoDatabases.open(List.of(nowhere), List.of()))
        .hasMessage("there is no GeoIP database file " + nowhere + "; check the path");
  }

  @Test
  void aFileThatIsNoDatabaseIsNamed(@TempDir Path folder) throws IOException {
    Path packed = Files.writeString(folder.resolve("city.mmdb.gz"), "no database");
    assertThatThrownBy(() -> GeoDatabases.open(List.of(packed), List.of()))
        .hasMessage(
            packed + " is not a GeoIP database; give an unpacked file in MaxMind's format (.mmdb)");
  }

  @Test
  void databasesThatAreMixedUpAreReported() {
    Path city = shared("GeoIP2-City-Test.mmdb");
    Path asn = shared("GeoLite2-ASN-Test.mmdb");
    assertThatThrownBy(() -> GeoDatabases.open(List.of(asn), List.of()))
        .hasMessage(asn + " (GeoLite2-ASN) has no places in a known layout; give a city database");
    assertThatThrownBy(() -> GeoDatabases.open(List.of(city), List.of(city)))
        .hasMessage(
            city
                + " (GeoIP2-City) has no network operators in a known layout; give an ASN"
                + " database");
  }
}
