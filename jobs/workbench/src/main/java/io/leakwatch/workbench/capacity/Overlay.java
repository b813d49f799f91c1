package io.leakwatch.workbench.capacity;

import com.google.common.math.LongMath;
import java.io.IOException;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A kustomize overlay of {@code kubernetes/base}, of the size that was worked out. */
final class Overlay {

  /**
   * Bytes of a task manager's process beside its heap: metaspace, network buffers, Flink itself.
   * What is left of them is for threads and the garbage collector.
   */
  private static final double BESIDE_HEAP = 1.5e9;

  private static final double BESIDE_HEAP_SHARE = 0.15;
  private static final double MB = 1e6;
  private static final String SIZE = "size.yaml";
  private static final String KUSTOMIZATION = "kustomization.yaml";

  /** All that it writes. */
  static final List<String> NAMES = List.of(KUSTOMIZATION, SIZE);

  private final Capacity capacity;

  Overlay(Capacity capacity) {
    this.capacity = capacity;
  }

  /**
   * Writes it.
   *
   * @param folder an existing folder
   * @param base of the manifests, as seen from there
   */
  void write(Path folder, String base) throws IOException {
    Files.writeString(
        folder.resolve(KUSTOMIZATION),
        """
        # Made by ./leakwatch capacity --write-kubernetes; put your names into a patch of their own.
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources:
          - %s
        patches:
          - path: %s
        """
            .formatted(base, SIZE));
    Files.writeString(folder.resolve(SIZE), size());
  }

  private String size() {
    double heap = capacity.cluster().heapPerTaskManager();
    double beside = BESIDE_HEAP + BESIDE_HEAP_SHARE * heap;
    long slots =
        LongMath.divide(
            capacity.parallelism(), Math.max(1, capacity.taskManagers()), RoundingMode.CEILING);
    return String.format(
        Locale.ROOT,
        """
        # %d task managers of %s cores and %.1f GB of heap, as ./leakwatch capacity worked out.
        apiVersion: flink.apache.org/v1beta1
        kind: FlinkDeployment
        metadata:
          name: leakwatch
        spec:
          flinkConfiguration:
            taskmanager.numberOfTaskSlots: "%d"
            taskmanager.memory.task.heap.size: %dm
            # State lies on the heap.
            taskmanager.memory.managed.size: 0m
            # What is left is for the JVM; Flink allows it 1 GB by default.
            taskmanager.memory.jvm-overhead.max: %dm
          taskManager:
            resource:
              memory: %dm
              cpu: %d
          job:
            parallelism: %d
        """,
        capacity.taskManagers(),
        capacity.cluster().coresPerTaskManager(),
        heap / 1e9,
        slots,
        (long) (heap / MB),
        (long) (beside / MB),
        (long) ((heap + beside) / MB),
        capacity.cluster().coresPerTaskManager(),
        capacity.parallelism());
  }
}
