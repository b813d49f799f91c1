package io.leakwatch.pipeline;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.pipeline.watch.Forgetting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs all cases of a room. */
final class RoomCases {

  private RoomCases() {}

  /** Every fault of every case that can be read, each with what to do about it. */
  static List<String> faults(DetectorType type, Path folder, LocalFlinkJobs flink)
      throws Exception {
    List<String> faults = new ArrayList<>();
    if (!Files.isRegularFile(folder.resolve("cases.yaml"))) {
      return faults;
    }
    CasesFile file = CasesFile.read(folder.resolve("cases.yaml"));
    CaseOutcomes outcomes = new CaseOutcomes(type, flink);
    for (RoomCase each : file.cases()) {
      List<String> found = CaseRun.faults(each, outcomes);
      faults.addAll(found);
      if (found.isEmpty() && file.forgetsAfter() != null) {
        faults.addAll(Forgetting.faults(each, type, file.forgetsAfter()));
      }
    }
    return faults;
  }
}
