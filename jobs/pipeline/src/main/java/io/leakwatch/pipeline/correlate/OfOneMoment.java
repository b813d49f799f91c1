package io.leakwatch.pipeline.correlate;

import io.leakwatch.detection.Sequence;
import io.leakwatch.detection.Signal;
import java.util.Comparator;
import org.apache.flink.cep.EventComparator;

/**
 * The order of signals of the same moment about the same subject. They come by several ways, and
 * which is faster hangs on chance. What an alert brings comes after the signals that raised it, and
 * what has asked after what has not. Signals of different readers go by the readers' names where a
 * sequence tells readers apart. All others come one way, and stay in the order in which they were
 * noticed.
 */
final class OfOneMoment implements EventComparator<Signal> {

  private static final long serialVersionUID = 1;

  private static final Comparator<Signal> BY_WAY =
      Comparator.comparing((Signal signal) -> signal.is(Sequence.ENTRY))
          .thenComparing(signal -> signal.is(Sequence.ENTRY) ? alertOf(signal) : "")
          .thenComparing(signal -> !signal.asks().isEmpty());

  private static final Comparator<Signal> BY_WAY_AND_NOTE = BY_WAY.thenComparing(Signal::note);

  private final boolean byNote;

  /**
   * @param sequence that hears the signals
   */
  OfOneMoment(Sequence sequence) {
    this.byNote = sequence.comparesNotes();
  }

  private static String alertOf(Signal entry) {
    Signal.Cause cause = entry.cause();
    return cause == null ? "" : cause.detectorId() + " " + cause.alertId();
  }

  @Override
  public int compare(Signal one, Signal other) {
    return (byNote ? BY_WAY_AND_NOTE : BY_WAY).compare(one, other);
  }
}
