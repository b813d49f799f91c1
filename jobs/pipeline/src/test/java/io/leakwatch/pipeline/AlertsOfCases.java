package io.leakwatch.pipeline;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.schemas.Alert;
import java.util.ArrayList;
import java.util.List;

/** Real alerts of every detector, for tests of what becomes of them. */
public final class AlertsOfCases {

  private AlertsOfCases() {}

  /**
   * Of each detector every revision, the closing one too, that its firing case with the most
   * expected alerts raises.
   */
  public static List<Alert> ofEveryDetector() throws Exception {
    List<Alert> alerts = new ArrayList<>();
    try (LocalFlinkJobs flink = new LocalFlinkJobs()) {
      for (DetectorType type : Detectors.ALL) {
        RoomCase one = longest(type);
        JobOptions options =
            new JobOptions(Settings.defaults(JobOptions.ALL), one.armedTogether(type));
        flink.run(one.events(), options).alerts().stream()
            .filter(alert -> alert.getDetectorId().equals(type.id()))
            .forEach(alerts::add);
      }
    }
    return alerts;
  }

  static RoomCase longest(DetectorType type) {
    RoomCase longest = null;
    for (RoomCase each :
        CasesFile.read(RoomsTest.ROOMS.resolve(type.profile().folder()).resolve("cases.yaml"))
            .cases()) {
      if (each.kind() == RoomCase.Kind.FIRING
          && (longest == null || expected(each) > expected(longest))) {
        longest = each;
      }
    }
    return longest;
  }

  private static int expected(RoomCase one) {
    return one.events().stream().mapToInt(event -> event.expected().size()).sum();
  }
}
