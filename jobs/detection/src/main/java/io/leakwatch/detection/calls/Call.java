package io.leakwatch.detection.calls;

import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.schemas.DmKind;

/**
 * A call, as far as its records say how it went.
 *
 * @param record the record that it is counted by
 * @param answered null where no record says it
 * @param durationMillis how long they talked; {@link DmActivity#UNKNOWN} where no record says it
 * @param atMostMillis it was over so long after it was set up, ringing included, or sooner; {@link
 *     DmActivity#UNKNOWN} where nothing says when
 * @param ended whether its end was recorded; if not, the caller's next call shows that it was over
 * @param again whether it was counted before, by a record of its start
 */
public record Call(
    DmActivity record,
    Boolean answered,
    long durationMillis,
    long atMostMillis,
    boolean ended,
    boolean again) {

  /** A call with one record, which says how it went. */
  static Call of(DmActivity record) {
    return new Call(
        record,
        record.answered(),
        record.durationMillis(),
        DmActivity.UNKNOWN,
        record.kind() == DmKind.CALL_ENDED,
        false);
  }

  /** Whether a record says that nobody answered. */
  public boolean isUnanswered() {
    return answered != null && !answered;
  }

  /** Whether a record says that somebody answered. */
  public boolean isAnswered() {
    return answered != null && answered;
  }

  /** Whether a record says how long they talked. */
  public boolean hasDuration() {
    return durationMillis != DmActivity.UNKNOWN;
  }

  /** Whether it is known to have been over, ringing included, in less than this. */
  public boolean isOverWithin(long millis) {
    return atMostMillis != DmActivity.UNKNOWN && atMostMillis < millis;
  }
}
