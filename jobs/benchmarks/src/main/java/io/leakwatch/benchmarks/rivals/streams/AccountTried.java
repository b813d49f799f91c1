package io.leakwatch.benchmarks.rivals.streams;

import io.leakwatch.benchmarks.rivals.Attempt;
import io.leakwatch.detection.activity.Hashes;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * An attempt on its way to whoever judges its address: nine bytes, for all of them go through the
 * broker once more. Its time is the record's.
 *
 * @param account hash of the account
 */
record AccountTried(long account, boolean failed) {

  static AccountTried of(Attempt attempt) {
    return new AccountTried(Hashes.of(attempt.account()), attempt.failed());
  }

  static Serde<AccountTried> serde() {
    return Serdes.serdeFrom((topic, tried) -> tried.written(), (topic, bytes) -> read(bytes));
  }

  private byte[] written() {
    return ByteBuffer.allocate(Long.BYTES + 1)
        .putLong(account)
        .put((byte) (failed ? 1 : 0))
        .array();
  }

  private static AccountTried read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new AccountTried(buffer.getLong(), buffer.get() == 1);
  }
}
