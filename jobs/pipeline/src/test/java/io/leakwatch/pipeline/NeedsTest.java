package io.leakwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.DetectorType;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a room says that it cannot do without, and what it is better with, is what its cases show
 * once a field is blank in every event, or a kind of event is left out. Where they show otherwise,
 * the room is wrong.
 */
@Execution(ExecutionMode.CONCURRENT)
class NeedsTest {

  private static LocalFlinkJobs flink;

  @BeforeAll
  static void startFlink() throws Exception {
    flink = new LocalFlinkJobs();
  }

  @AfterAll
  static void stopFlink() throws Exception {
    flink.close();
  }

  static List<DetectorType> rooms() {
    return RoomsTest.rooms();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void casesShowWhatTheRoomSaysItNeeds(DetectorType type) throws Exception {
    Path folder = RoomsTest.ROOMS.resolve(type.profile().folder());

    List<String> faults = NeedFaults.of(type, CasesFile.read(folder.resolve("cases.yaml")), flink);

    assertThat(faults).as(type.id() + "\n" + String.join("\n", faults)).isEmpty();
  }
}
