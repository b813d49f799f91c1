package io.leakwatch.workbench.soak;

import io.leakwatch.schemas.Encryption;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.ResourceKind;
import org.apache.avro.specific.SpecificRecordBase;

/** Logins, calls and messages of ids that come once, as many as one likes. */
final class Flood {

  private static final int KINDS = 4;

  private final MadeUp ids = new MadeUp("flood-", 0x2a0e);
  private final EventBytes bytes;
  private int turn;

  Flood(EventBytes bytes) {
    this.bytes = bytes;
  }

  SoakRecord next(long at) {
    turn = (turn + 1) % KINDS;
    return switch (turn) {
      case 0, 1 -> record(ids.login(at).build(), at);
      case 2 -> record(ids.call(at).setResource(ResourceKind.PROFILE).build(), at);
      default -> record(ids.message(at).setEncryption(Encryption.END_TO_END).build(), at);
    };
  }

  private SoakRecord record(SpecificRecordBase event, long at) {
    return new SoakRecord(EventKind.of(event), bytes.of(event), at, false, Fate.EVALUATED);
  }
}
