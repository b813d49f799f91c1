package io.leakwatch.detection.calls;

import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.state.PackedText;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.VarInts;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.Encryption;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes calls out of their records. Platforms write a call once, when it starts or when it is over,
 * or twice; and what is known of how it went may stand on either record.
 *
 * <p>A record of the start that says how the call went is the call. One that does not is kept until
 * the call's end comes, or until the caller begins the next call: by then the call was over. So
 * nothing is judged before its end could have come. Of an account at most one call is kept, and
 * only until its end.
 */
final class LastCall implements StatePart {

  private static final int COUNTED = 1;
  private static final int SAYS_ANSWERED = 2;
  private static final int HAS_ADDRESS = 4;
  private static final int HAS_CLIENT = 8;

  private final long lifeMillis;
  private String peer;
  private long at = NEVER;
  private boolean counted;
  private boolean answered;
  private String eventId;
  private String address;
  private String client;
  private int network;

  /**
   * @param life how long after its start a call's end is still taken for its end
   */
  LastCall(Duration life) {
    this.lifeMillis = life.toMillis();
  }

  /** The calls of which this record says how they went, or that they were over: none to two. */
  List<Call> take(DmActivity record) {
    if (record.kind() == DmKind.CALL_ENDED && isOf(record)) {
      return end(record);
    }
    List<Call> calls = new ArrayList<>(2);
    if (saysHow(record)) {
      calls.add(Call.of(record));
      if (record.kind() == DmKind.CALL_STARTED) {
        addOpen(record, calls);
        keep(record, true);
      }
    } else {
      addOpen(record, calls);
      keep(record, false);
    }
    return calls;
  }

  /** Whether it is the end of the call that is kept. */
  private boolean isOf(DmActivity end) {
    return isOn(end.at()) && end.at() >= at && peer.equals(end.peer());
  }

  private boolean isOn(long now) {
    return at != NEVER && now - at <= lifeMillis;
  }

  /** Of a start, no answer and no time is what was known then, and not how it went. */
  private static boolean saysHow(DmActivity record) {
    Boolean answered = record.answered();
    return record.kind() == DmKind.CALL_ENDED
        ? saysAnything(record)
        : record.durationMillis() > 0 || (answered != null && !answered);
  }

  private static boolean saysAnything(DmActivity record) {
    return record.answered() != null || record.durationMillis() != DmActivity.UNKNOWN;
  }

  private List<Call> end(DmActivity record) {
    boolean again = counted;
    boolean byStart = record.answered() == null && answered;
    Boolean ofEither = byStart ? Boolean.TRUE : record.answered();
    Call call = new Call(record, ofEither, record.durationMillis(), record.at() - at, true, again);
    at = NEVER;
    peer = null;
    return again && !saysAnything(record) ? List.of() : List.of(call);
  }

  /** The call that is kept is over, because the caller begins another one. */
  private void addOpen(DmActivity next, List<Call> calls) {
    if (isOn(next.at()) && !counted) {
      long within = Math.abs(next.at() - at);
      DmActivity start = start(next);
      calls.add(0, new Call(start, start.answered(), DmActivity.UNKNOWN, within, false, false));
    }
  }

  private DmActivity start(DmActivity next) {
    return new DmActivity(
        eventId,
        at,
        DmKind.CALL_STARTED,
        next.account(),
        peer,
        null,
        client,
        address,
        network,
        2,
        true,
        next.knownContact(),
        DmActivity.UNKNOWN,
        Encryption.UNKNOWN,
        DataClasses.NONE,
        ApiCall.UNKNOWN_AGE,
        next.callRoute(),
        false,
        answered ? Boolean.TRUE : null,
        DmActivity.UNKNOWN);
  }

  private void keep(DmActivity record, boolean isCounted) {
    at = record.at();
    peer = record.peer();
    counted = isCounted;
    answered = !isCounted && record.answered() != null && record.answered();
    eventId = isCounted ? "" : RecentTexts.cut(record.eventId());
    address = isCounted ? null : record.address();
    client = isCounted || record.client() == null ? null : RecentTexts.cut(record.client());
    network = isCounted ? 0 : record.network();
  }

  @Override
  public long endsAt() {
    return at == NEVER ? NEVER : at + lifeMillis;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    int flags =
        (counted ? COUNTED : 0)
            | (answered ? SAYS_ANSWERED : 0)
            | (address == null ? 0 : HAS_ADDRESS)
            | (client == null ? 0 : HAS_CLIENT);
    out.writeByte(flags);
    VarInts.write(at, out);
    PackedText.write(peer, out);
    if (counted) {
      return;
    }
    PackedText.write(eventId, out);
    VarInts.write(network, out);
    if (address != null) {
      PackedText.write(address, out);
    }
    if (client != null) {
      PackedText.write(client, out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int flags = in.readUnsignedByte();
    counted = (flags & COUNTED) != 0;
    answered = (flags & SAYS_ANSWERED) != 0;
    at = VarInts.read(in);
    peer = PackedText.read(in);
    if (counted) {
      return;
    }
    eventId = PackedText.read(in);
    network = VarInts.readInt(in);
    address = (flags & HAS_ADDRESS) == 0 ? null : PackedText.read(in);
    client = (flags & HAS_CLIENT) == 0 ? null : PackedText.read(in);
  }
}
