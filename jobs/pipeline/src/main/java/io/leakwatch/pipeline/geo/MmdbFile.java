package io.leakwatch.pipeline.geo;

import com.maxmind.db.InvalidDatabaseException;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.NoCache;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** One open database file. */
final class MmdbFile {

  /** How many records are looked at to find out whether the file is of the right kind. */
  private static final int SAMPLE = 1_000;

  private static final int IPV4_ONLY = 4;

  private final Path path;
  private final Reader reader;

  private MmdbFile(Path path, Reader reader) {
    this.path = path;
    this.reader = reader;
  }

  /** A database that holds coordinates. */
  static MmdbFile ofPlaces(Path path) {
    return open(path, "places", "a city database", record -> record.geo().isPresent());
  }

  /** A database that holds network operators. */
  static MmdbFile ofOperators(Path path) {
    return open(path, "network operators", "an ASN database", each -> each.operator().isPresent());
  }

  private static MmdbFile open(
      Path path, String content, String wanted, Predicate<MmdbRecord> useful) {
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          "there is no GeoIP database file " + path + "; check the path");
    }
    Reader reader;
    try {
      reader = new Reader(path.toFile(), Reader.FileMode.MEMORY_MAPPED, NoCache.getInstance());
    } catch (InvalidDatabaseException fault) {
      throw new IllegalArgumentException(
          path + " is not a GeoIP database; give an unpacked file in MaxMind's format (.mmdb)",
          fault);
    } catch (IOException fault) {
      throw new IllegalArgumentException(
          "cannot read GeoIP database " + path + ": " + fault.getMessage(), fault);
    }
    MmdbFile file = new MmdbFile(path, reader);
    if (!file.sampleHas(useful)) {
      String type = reader.getMetadata().databaseType();
      file.close();
      throw new IllegalArgumentException(
          path + " (" + type + ") has no " + content + " in a known layout; give " + wanted);
    }
    return file;
  }

  private boolean sampleHas(Predicate<MmdbRecord> useful) {
    try {
      var networks = reader.networks(MmdbRecord.class);
      for (int i = 0; i < SAMPLE && networks.hasNext(); i++) {
        MmdbRecord record = networks.next().data();
        if (record != null && useful.test(record)) {
          return true;
        }
      }
      return false;
    } catch (IOException | InvalidNetworkException | RuntimeException unknownLayout) {
      return false;
    }
  }

  /**
   * What the file holds of an address; empty for nothing.
   *
   * @throws UncheckedIOException when the file is damaged
   */
  Optional<MmdbRecord> get(InetAddress address) {
    return get(address, MmdbRecord.class);
  }

  /** The names that the file has for an address; empty for none. */
  Optional<MmdbNames> names(InetAddress address) {
    return get(address, MmdbNames.class);
  }

  private <T> Optional<T> get(InetAddress address, Class<T> as) {
    if (address instanceof Inet6Address && reader.getMetadata().ipVersion() == IPV4_ONLY) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(reader.get(address, as));
    } catch (IOException fault) {
      throw new UncheckedIOException("GeoIP database " + path + " is damaged; replace it", fault);
    }
  }

  void close() {
    try {
      reader.close();
    } catch (IOException nothingIsLost) {
      // It was only read from.
    }
  }
}
