package io.leakwatch.pipeline.watch;

import java.io.Serializable;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.execution.Environment;

/**
 * How much of a process's heap what is remembered of entities may take. Its subtasks have the same
 * share of that each.
 *
 * @param megabytes 0 for six tenths of the heap
 */
public record MemoryLimit(int megabytes) implements Serializable {

  /** As {@code ./leakwatch capacity} reckons with: the rest is for all else. */
  private static final double SHARE_OF_HEAP = 0.6;

  /** For operators that are alone in their process. */
  public static final MemoryLimit OF_HEAP = new MemoryLimit(0);

  /** What a subtask may take, in bytes. */
  long bytesOf(Environment subtask) {
    long ofProcess =
        megabytes > 0
            ? (long) megabytes << 20
            : (long) (SHARE_OF_HEAP * Runtime.getRuntime().maxMemory());
    int slots =
        subtask.getTaskManagerInfo().getConfiguration().get(TaskManagerOptions.NUM_TASK_SLOTS);
    return ofProcess / Math.max(1, slots);
  }
}
