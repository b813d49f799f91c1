package io.leakwatch.benchmarks.rivals.streams;

import io.leakwatch.benchmarks.rivals.Read;
import io.leakwatch.benchmarks.rivals.Reader;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.schemas.SubjectType;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A read on its way to whoever judges its reader: sixteen bytes, for all of them go through the
 * broker once more. Its time is the record's, its reader the record's key.
 *
 * @param target hash of whose data was read
 * @param behind hash of who read through the reader; 0 for none
 */
record TargetRead(long target, long behind) {

  static TargetRead of(Read read) {
    return new TargetRead(Hashes.of(read.target()), Hashes.of(read.behind()));
  }

  /** A reader as a key: a letter for its type, then its id. */
  static String key(Reader reader) {
    char type =
        switch (reader.type()) {
          case CLIENT -> 'c';
          case ACCOUNT -> 'a';
          default -> 'n';
        };
    return type + reader.id();
  }

  /** The reader of a key. */
  static Reader reader(String key) {
    SubjectType type =
        switch (key.charAt(0)) {
          case 'c' -> SubjectType.CLIENT;
          case 'a' -> SubjectType.ACCOUNT;
          default -> SubjectType.ADDRESS;
        };
    return new Reader(type, key.substring(1));
  }

  static Serde<TargetRead> serde() {
    return Serdes.serdeFrom((topic, read) -> read.written(), (topic, bytes) -> read(bytes));
  }

  private byte[] written() {
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(target).putLong(behind).array();
  }

  private static TargetRead read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new TargetRead(buffer.getLong(), buffer.getLong());
  }
}
