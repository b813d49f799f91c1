package io.leakwatch.workbench.capacity;

import java.util.function.ToDoubleFunction;

/**
 * The formula: what a platform needs of a cluster, with all detectors running and state on the
 * heap. Memory and checkpoints grow with what is remembered, cores and bandwidth with the events.
 *
 * <p>Bytes of an entity were measured by {@code ./leakwatch state-size}, right after an active day;
 * see docs/capacity.md for what such a day holds. They are with compressed pointers, so they hold
 * for heaps below 32 GB.
 */
public record Capacity(Platform platform, Cluster cluster) {

  /**
   * What one entity takes.
   *
   * @param heap bytes of live heap, with its key and timer
   * @param checkpoint bytes of a checkpoint, with its key and timer
   */
  public record Weight(double heap, double checkpoint) {}

  /** Fitted over 1, 2 and 5 million, as those of addresses and conversations are. */
  public static final Weight ACCOUNT = new Weight(309, 287);

  public static final Weight ADDRESS = new Weight(132, 116);

  /** At 1,000 users a day, over 50,000 clients; with ten users it is a thirtieth of it. */
  public static final Weight CLIENT = new Weight(10_712, 8_807);

  public static final Weight CONVERSATION = new Weight(47, 36);

  /** Bytes of live heap that state takes, in all task managers together. */
  public double stateBytes() {
    return sum(Weight::heap);
  }

  /** Bytes of heap to provide in all task managers together: state, and room around it. */
  public double heapBytes() {
    return stateBytes() / cluster.stateShareOfHeap();
  }

  /** Bytes of one checkpoint that is whole, as each is without Flink's changelog. */
  public double checkpointBytes() {
    return sum(Weight::checkpoint);
  }

  /** Bytes a second that go to where checkpoints are kept, were they written evenly. */
  public double checkpointBytesPerSecond() {
    return checkpointBytes() / cluster.checkpointSeconds();
  }

  private double sum(ToDoubleFunction<Weight> bytes) {
    return platform.accounts() * bytes.applyAsDouble(ACCOUNT)
        + platform.addresses() * bytes.applyAsDouble(ADDRESS)
        + platform.clients() * bytes.applyAsDouble(CLIENT)
        + platform.conversations() * bytes.applyAsDouble(CONVERSATION);
  }

  /** Cores for the events alone. */
  public double cores() {
    return platform.eventsPerSecond() / cluster.eventsPerSecondPerCore() / cluster.busyShare();
  }

  /** Bytes a second that the platform's producers send to Kafka. */
  public double kafkaInBytesPerSecond() {
    return platform.eventsPerSecond() * platform.eventBytes();
  }

  /** Bytes a second that all brokers together write: every copy of every event. */
  public double kafkaWrittenBytesPerSecond() {
    return kafkaInBytesPerSecond() * cluster.replication();
  }

  /** Bytes a second that all brokers together send: to each other's copies, and to the job. */
  public double kafkaOutBytesPerSecond() {
    return kafkaInBytesPerSecond() * cluster.replication();
  }

  /** Bytes a second that the job reads from Kafka. */
  public double jobInBytesPerSecond() {
    return kafkaInBytesPerSecond();
  }

  /** Task managers: as many as cores or heap need, whichever is more. */
  public long taskManagers() {
    return Math.max(taskManagersForCores(), taskManagersForHeap());
  }

  public long taskManagersForCores() {
    return (long) Math.ceil(cores() / cluster.coresPerTaskManager());
  }

  public long taskManagersForHeap() {
    return (long) Math.ceil(heapBytes() / cluster.heapPerTaskManager());
  }

  /** Subtasks of each operator: one for each core that is needed, and one for each task manager. */
  public long parallelism() {
    return Math.max(taskManagers(), (long) Math.ceil(cores()));
  }
}
