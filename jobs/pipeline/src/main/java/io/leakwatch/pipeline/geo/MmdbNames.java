package io.leakwatch.pipeline.geo;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import java.util.Map;
import java.util.Optional;

/**
 * Names that a database has for an address, in either layout. They are asked for alerts only: to
 * decode MaxMind's, in all their languages, for every event would cost too much.
 *
 * <p>Public only because the database's reader makes its instances from outside: ask {@link
 * GeoDatabases}.
 */
public final class MmdbNames {

  private final Object city;
  private final Object operator;

  @MaxMindDbConstructor
  public MmdbNames(
      @MaxMindDbParameter(name = "city") Object city,
      @MaxMindDbParameter(name = "autonomous_system_organization") Object organization,
      @MaxMindDbParameter(name = "as_name") Object asName) {
    this.city = city;
    this.operator = organization == null ? asName : organization;
  }

  /** The city's English name; empty where the record has none. */
  Optional<String> city() {
    if (city instanceof Map<?, ?> map && map.get("names") instanceof Map<?, ?> names) {
      return text(names.get("en"));
    }
    return text(city);
  }

  /** The network operator's name; empty where the record has none. */
  Optional<String> operator() {
    return text(operator);
  }

  private static Optional<String> text(Object value) {
    return value instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
  }
}
