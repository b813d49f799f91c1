package io.leakwatch.pipeline.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Watch;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.Harnesses;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever sends keys made up for it cannot make the memory of one entity grow without end. */
class HostileStateTest {

  /** Bytes that one entity may take, with the memories of all detectors in it. */
  private static final int MOST_BYTES = 256 * 1024;

  private static final int EVENTS_FOR_EACH_WATCH = 2_000;
  private static final int WEIGHED_EVERY = 500;

  /** One kind of activity for long, and many kinds in turn. */
  private static final List<Integer> BURSTS = List.of(2_000, 50);

  /** From all at once to slower than most windows: what is kept for long, and what by the hour. */
  private static final List<Duration> PACES =
      List.of(Duration.ofMillis(10), Duration.ofSeconds(2), Duration.ofMinutes(3));

  static Set<SubjectType> entityTypes() {
    return Detectors.ALL.stream()
        .flatMap(type -> watches(type).stream())
        .map(Watch::entityType)
        .collect(Collectors.toSet());
  }

  private static Collection<? extends Watch<?, ?>> watches(DetectorType type) {
    return type.armed().newDetector().watches();
  }

  /** One entity, and everything that is heaped on it. */
  private static final class Heap {

    private final StateMeter meter = new StateMeter(Detectors.ALL, Harnesses.LATENESS);
    private final HostileEvents events;
    private final List<Watch<?, ?>> watches = new ArrayList<>();
    private long now = Harnesses.T;
    private int count;
    private int largest;
    private StateCensus whenLargest = new StateCensus();

    Heap(SubjectType entityType) {
      events = new HostileEvents(entityType);
      Detectors.ALL.forEach(type -> watches.addAll(watches(type)));
      watches.removeIf(watch -> watch.entityType() != entityType);
    }

    void grow(Duration pace, int burst) {
      for (int i = 0; i < EVENTS_FOR_EACH_WATCH; i += burst) {
        for (Watch<?, ?> watch : watches) {
          for (int j = 0; j < burst; j++) {
            now += pace.toMillis();
            meter.see(events.next(watch, now));
            weigh();
          }
        }
      }
    }

    private void weigh() {
      if (++count % WEIGHED_EVERY == 0 && meter.bytes(events.target()) > largest) {
        largest = meter.bytes(events.target());
        whenLargest = meter.census(events.target());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("entityTypes")
  void anEntityStaysBoundedWhateverKeysAreHeapedOnIt(SubjectType entityType) {
    Heap heap = new Heap(entityType);

    for (int burst : BURSTS) {
      PACES.forEach(pace -> heap.grow(pace, burst));
    }

    assertThat(heap.largest)
        .as("bytes of one %s%s", entityType, heap.whenLargest)
        .isBetween(1, MOST_BYTES);
    assertThat(heap.meter.overdue()).isEmpty();
    heap.meter.advanceTo(heap.now + StateMeter.LONGEST.toMillis());
    assertThat(heap.meter.entities()).isZero();
  }
}
