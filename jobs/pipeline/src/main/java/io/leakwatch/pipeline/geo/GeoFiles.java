package io.leakwatch.pipeline.geo;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the databases of positions and operators lie.
 *
 * @param city paths of mmdb files that hold positions
 * @param asn paths of mmdb files that hold network operators
 */
public record GeoFiles(ArrayList<String> city, ArrayList<String> asn) implements Serializable {

  public GeoFiles(List<String> city, List<String> asn) {
    this(new ArrayList<>(city), new ArrayList<>(asn));
  }

  /** Whether there are any. */
  public boolean areGiven() {
    return !city.isEmpty() || !asn.isEmpty();
  }

  /**
   * Opens them.
   *
   * @return null if there are none
   */
  public GeoDatabases open() {
    return areGiven()
        ? GeoDatabases.open(
            city.stream().map(Path::of).toList(), asn.stream().map(Path::of).toList())
        : null;
  }
}
