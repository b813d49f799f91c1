package io.leakwatch.pipeline.raise;

import io.leakwatch.detection.story.Extent;
import io.leakwatch.pipeline.geo.GeoDatabases;
import io.leakwatch.schemas.Geo;
import io.leakwatch.schemas.Source;
import java.time.Instant;
import java.util.List;

/** What is known of the addresses that something came from, from the events and the databases. */
final class SourceNames {

  private final GeoDatabases databases;

  /**
   * @param databases null for none
   */
  SourceNames(GeoDatabases databases) {
    this.databases = databases;
  }

  List<Source> of(Extent extent) {
    return extent.sources().stream().map(this::of).toList();
  }

  private Source of(io.leakwatch.detection.story.Source source) {
    String ip = source.address().replaceFirst("/.*$", "");
    Source.Builder named =
        Source.newBuilder()
            .setAddress(source.address())
            .setAsn(source.network() == 0 ? null : (Integer) source.network())
            .setCountry(source.country())
            .setFirstSeenAt(Instant.ofEpochMilli(source.firstSeenAt()))
            .setLastSeenAt(Instant.ofEpochMilli(source.lastSeenAt()))
            .setEvents(source.events());
    if (databases != null) {
      databases.operatorName(ip).ifPresent(named::setOperator);
      databases.cityName(ip).ifPresent(named::setCity);
      if (source.network() == 0) {
        databases.operator(ip).ifPresent(named::setAsn);
      }
      if (source.country() == null) {
        databases.locate(ip).map(Geo::getCountry).ifPresent(named::setCountry);
      }
    }
    return named.build();
  }
}
