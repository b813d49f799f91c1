package io.leakwatch.pipeline;

import io.leakwatch.detection.DetectorType;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A room that need not be in the catalogue: for tests of other modules. */
public final class Room {

  private Room() {}

  /**
   * Everything that is wrong with it, each with what to do; empty if it is in order.
   *
   * @param classes folders with its classes
   */
  public static List<String> faults(DetectorType type, Path folder, List<URL> classes)
      throws Exception {
    List<String> faults = new ArrayList<>(RoomFolder.faults(type, folder));
    try (LocalFlinkJobs flink = new LocalFlinkJobs(classes)) {
      faults.addAll(RoomCases.faults(type, folder, flink));
      faults.addAll(NeedFaults.of(type, CasesFile.read(folder.resolve("cases.yaml")), flink));
    }
    return faults;
  }
}
