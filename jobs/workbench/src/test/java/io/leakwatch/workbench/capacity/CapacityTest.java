package io.leakwatch.workbench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Worked by hand, with the weights as they were measured. */
class CapacityTest {

  private static final double GB = 1e9;

  /** 250,000 events a second of 200 bytes. */
  private static final Platform PLATFORM =
      new Platform(1_000_000, 2_000_000, 1_000, 3_000_000, 250_000, 200);

  private static final Cluster CLUSTER = new Cluster(100_000, 0.5, 0.5, 60, 3, 4, 10 * GB);

  private final Capacity capacity = new Capacity(PLATFORM, CLUSTER);

  @Test
  void stateIsTheSumOfWhatIsRemembered() {
    // 0.309 GB + 2 x 0.132 GB + 0.010712 GB + 3 x 0.047 GB
    assertThat(capacity.stateBytes()).isCloseTo(0.724712 * GB, within(1.0));
    assertThat(capacity.heapBytes()).isCloseTo(1.449424 * GB, within(1.0));
  }

  @Test
  void aCheckpointIsWholeEachTime() {
    // 0.287 GB + 2 x 0.116 GB + 0.008807 GB + 3 x 0.036 GB
    assertThat(capacity.checkpointBytes()).isCloseTo(0.635807 * GB, within(1.0));
    assertThat(capacity.checkpointBytesPerSecond()).isCloseTo(0.635807 * GB / 60, within(1.0));
  }

  @Test
  void coresAreForTheEventsAndMayBeBusyOnlySoFar() {
    // 250,000 / 100,000 = 2.5, half busy
    assertThat(capacity.cores()).isEqualTo(5);
    assertThat(capacity.taskManagersForCores()).isEqualTo(2);
  }

  @Test
  void kafkaWritesEveryCopyAndSendsItToTheOthersAndTheJob() {
    // 250,000 x 200 = 50 MB/s; two more copies are sent to followers, one is read by the job
    assertThat(capacity.kafkaInBytesPerSecond()).isEqualTo(50e6);
    assertThat(capacity.jobInBytesPerSecond()).isEqualTo(50e6);
    assertThat(capacity.kafkaWrittenBytesPerSecond()).isEqualTo(150e6);
    assertThat(capacity.kafkaOutBytesPerSecond()).isEqualTo(150e6);
  }

  @Test
  void theScarcerOfCoresAndHeapSaysHowManyTaskManagers() {
    assertThat(capacity.taskManagersForHeap()).isEqualTo(1);
    assertThat(capacity.taskManagers()).isEqualTo(2);
    assertThat(capacity.parallelism()).isEqualTo(5);
    Capacity withSmallHeaps =
        new Capacity(PLATFORM, new Cluster(100_000, 0.5, 0.5, 60, 3, 4, 0.6 * GB));
    assertThat(withSmallHeaps.taskManagers()).isEqualTo(3);
  }

  @Test
  void nothingNeedsNothing() {
    Capacity none = new Capacity(new Platform(0, 0, 0, 0, 0, 0), CLUSTER);

    assertThat(none.heapBytes()).isZero();
    assertThat(none.checkpointBytes()).isZero();
    assertThat(none.taskManagers()).isZero();
  }
}
