package io.leakwatch.pipeline.memory;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was stored for a detector and cannot be taken over, so that it begins anew with that entity:
 * each is counted, and of each detector the first is logged.
 */
public final class BegunAnew {

  private static final Logger LOG = LoggerFactory.getLogger(BegunAnew.class);

  private final Counter counter;
  private final Consumer<String> log;
  private final Set<String> logged = new HashSet<>();

  public BegunAnew(Counter counter) {
    this(counter, LOG::warn);
  }

  /**
   * @param log takes a sentence or two for people
   */
  public BegunAnew(Counter counter, Consumer<String> log) {
    this.counter = counter;
    this.log = log;
  }

  /** Where nothing is read but what the same sensors have written: then it is a fault. */
  public static BegunAnew never() {
    return new BegunAnew(
        new SimpleCounter(),
        message -> {
          throw new IllegalStateException(message);
        });
  }

  /**
   * A detector begins anew with an entity.
   *
   * @param why what is wrong with its bytes, to go on after {@code because}
   */
  void note(String detectorId, String why) {
    counter.inc();
    if (logged.add(detectorId)) {
      log.accept(
          ("Detector %s begins anew with an entity that it knew, because %s. It counts from zero"
                  + " there, and remembers nothing from before. Open alerts stay open, and other"
                  + " detectors are not affected. This is logged once for each detector and subtask;"
                  + " the counter state_begun_anew counts every entity. If this state must not be"
                  + " lost, stop the job and restart its previous version from the same savepoint.")
              .formatted(detectorId, why));
    }
  }
}
