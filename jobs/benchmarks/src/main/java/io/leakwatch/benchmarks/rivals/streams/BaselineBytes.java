package io.leakwatch.benchmarks.rivals.streams;

import io.leakwatch.benchmarks.rivals.Baseline;
import io.leakwatch.benchmarks.rivals.Sighting;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** An account's baseline as bytes; the account itself is the key, and left out. */
final class BaselineBytes {

  private static final int MOST_BYTES = 256;
  private static final int COUNTRY_LENGTH = 2;

  private BaselineBytes() {}

  static Serde<Baseline> serde() {
    return Serdes.serdeFrom(
        (topic, baseline) -> baseline == null ? null : written(baseline),
        (topic, bytes) -> bytes == null ? null : read(ByteBuffer.wrap(bytes)));
  }

  private static byte[] written(Baseline baseline) {
    ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
    bytes.putLong(baseline.since());
    bytes.put((byte) baseline.devices().size());
    baseline.devices().forEach(bytes::putLong);
    write(baseline.place(), bytes);
    if (baseline.before() != null) {
      write(baseline.before(), bytes);
    }
    byte[] written = new byte[bytes.position()];
    bytes.rewind().get(written);
    return written;
  }

  private static void write(Sighting sighting, ByteBuffer bytes) {
    String country = sighting.country();
    boolean known = country != null && country.length() == COUNTRY_LENGTH;
    bytes.putLong(sighting.at());
    bytes.putChar(known ? country.charAt(0) : 0).putChar(known ? country.charAt(1) : 0);
    bytes.putDouble(sighting.latitude()).putDouble(sighting.longitude());
    bytes.putInt(sighting.accuracyKm()).putInt(sighting.network());
    bytes.putLong(sighting.device()).putLong(sighting.session());
    bytes.put((byte) (sighting.login() ? 1 : 0)).put((byte) sighting.doubt());
  }

  private static Baseline read(ByteBuffer bytes) {
    long since = bytes.getLong();
    int count = bytes.get();
    List<Long> devices = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      devices.add(bytes.getLong());
    }
    Sighting place = readSighting(bytes);
    return new Baseline(place, since, bytes.hasRemaining() ? readSighting(bytes) : null, devices);
  }

  private static Sighting readSighting(ByteBuffer bytes) {
    long at = bytes.getLong();
    char first = bytes.getChar();
    char second = bytes.getChar();
    return new Sighting(
        at,
        null,
        first == 0 ? null : new String(new char[] {first, second}),
        bytes.getDouble(),
        bytes.getDouble(),
        bytes.getInt(),
        bytes.getInt(),
        bytes.getLong(),
        bytes.getLong(),
        bytes.get() == 1,
        bytes.get());
  }
}
