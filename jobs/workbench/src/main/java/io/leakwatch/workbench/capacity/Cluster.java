package io.leakwatch.workbench.capacity;

/**
 * What Leakwatch would run on.
 *
 * @param eventsPerSecondPerCore what one core gets through
 * @param busyShare share of its cores that is to be busy at the busiest time, above 0 and up to 1
 * @param stateShareOfHeap share of the heap that state may fill, above 0 and up to 1
 * @param checkpointSeconds from one checkpoint to the next
 * @param replication copies that Kafka keeps of each record
 * @param coresPerTaskManager cores of one task manager
 * @param heapPerTaskManager bytes of heap of one task manager
 */
public record Cluster(
    double eventsPerSecondPerCore,
    double busyShare,
    double stateShareOfHeap,
    double checkpointSeconds,
    int replication,
    int coresPerTaskManager,
    double heapPerTaskManager) {}
