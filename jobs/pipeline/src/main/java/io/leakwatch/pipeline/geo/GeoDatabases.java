package io.leakwatch.pipeline.geo;

import io.leakwatch.detection.activity.NetworkAddress;
import io.leakwatch.schemas.Geo;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Where addresses are and who operates their networks, from GeoIP databases in files ({@code
 * .mmdb}): MaxMind's, and DB-IP's with its flat records. Several files may be given for each, such
 * as one for IPv4 and one for IPv6; the first that knows an address is believed.
 *
 * <p>The files are mapped into memory, not loaded. Nothing is ever asked of the network: text that
 * is no address is an address that is not known. All methods but {@link #close} may be called from
 * any number of threads.
 */
public final class GeoDatabases implements AutoCloseable {

  /** What is known of an address; without a place where that is not. */
  private record Known(Optional<Geo> geo, OptionalInt operator) {}

  private final List<MmdbFile> city;
  private final List<MmdbFile> asn;
  private final AddressCache<Known> cache = new AddressCache<>(this::lookUp);

  private GeoDatabases(List<MmdbFile> city, List<MmdbFile> asn) {
    this.city = city;
    this.asn = asn;
  }

  /**
   * Opens databases.
   *
   * @param city files that hold places; empty for none
   * @param asn files that hold network operators; empty for none
   * @throws IllegalArgumentException when a file is not there, is no such database, or holds
   *     something else than was asked of it; says which file and what to do
   */
  public static GeoDatabases open(List<Path> city, List<Path> asn) {
    List<MmdbFile> opened = new ArrayList<>();
    try {
      city.forEach(path -> opened.add(MmdbFile.ofPlaces(path)));
      asn.forEach(path -> opened.add(MmdbFile.ofOperators(path)));
    } catch (RuntimeException fault) {
      opened.forEach(MmdbFile::close);
      throw fault;
    }
    return new GeoDatabases(
        List.copyOf(opened.subList(0, city.size())),
        List.copyOf(opened.subList(city.size(), opened.size())));
  }

  /**
   * The place of an address; empty where none of the databases has its coordinates.
   *
   * @param ip IPv4 or IPv6 text; anything else is an address that is not known
   */
  public Optional<Geo> locate(String ip) {
    return cache.get(ip).geo();
  }

  /**
   * The number of the network operator (autonomous system) of an address; empty where none of the
   * databases has it, or where it is beyond an int.
   *
   * @param ip IPv4 or IPv6 text; anything else is an address that is not known
   */
  public OptionalInt operator(String ip) {
    return cache.get(ip).operator();
  }

  /**
   * The name of the network operator of an address; empty where none of the databases has it.
   *
   * @param ip IPv4 or IPv6 text, or a network such as {@code 2001:db8::/64}
   */
  public Optional<String> operatorName(String ip) {
    return name(asn, ip, MmdbNames::operator);
  }

  /**
   * The English name of the city of an address; empty where none of the databases has it.
   *
   * @param ip IPv4 or IPv6 text, or a network such as {@code 2001:db8::/64}
   */
  public Optional<String> cityName(String ip) {
    return name(city, ip, MmdbNames::city);
  }

  private static Optional<String> name(
      List<MmdbFile> files, String ip, Function<MmdbNames, Optional<String>> name) {
    return Optional.ofNullable(NetworkAddress.parse(ip.replaceFirst("/.*$", ""))).stream()
        .flatMap(address -> files.stream().flatMap(file -> file.names(address).stream()))
        .flatMap(found -> name.apply(found).stream())
        .findFirst();
  }

  private Known lookUp(String ip) {
    Optional<InetAddress> address = Optional.ofNullable(NetworkAddress.parse(ip));
    Optional<Integer> operator = address.flatMap(known -> first(asn, known, MmdbRecord::operator));
    return new Known(
        address.flatMap(known -> first(city, known, MmdbRecord::geo)),
        operator.map(OptionalInt::of).orElseGet(OptionalInt::empty));
  }

  private static <T> Optional<T> first(
      List<MmdbFile> files, InetAddress address, Function<MmdbRecord, Optional<T>> fact) {
    return files.stream()
        .flatMap(file -> file.get(address).stream())
        .flatMap(found -> fact.apply(found).stream())
        .findFirst();
  }

  /** Gives the files back. Nothing may be looked up any more. */
  @Override
  public void close() {
    city.forEach(MmdbFile::close);
    asn.forEach(MmdbFile::close);
  }
}
