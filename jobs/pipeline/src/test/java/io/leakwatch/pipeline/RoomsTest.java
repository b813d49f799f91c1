package io.leakwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detectors.Detectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every room keeps the house's promises, and every one of its cases comes out of the real job as
 * its {@code cases.yaml} says. All faults of a room are listed at once, each with what to do.
 */
@Execution(ExecutionMode.CONCURRENT)
public class RoomsTest {

  public static final Path ROOMS =
      Path.of(System.getProperty("leakwatch.root", "../.."))
          .resolve("jobs/detectors/src/main/java/io/leakwatch/detectors");

  private static LocalFlinkJobs flink;

  @BeforeAll
  static void startFlink() throws Exception {
    flink = new LocalFlinkJobs();
  }

  @AfterAll
  static void stopFlink() throws Exception {
    flink.close();
  }

  /** All of them; with {@code -Dleakwatch.room=ID} only one, while working on it. */
  public static List<DetectorType> rooms() {
    String only = System.getProperty("leakwatch.room", "");
    return Detectors.ALL.stream().filter(type -> only.isEmpty() || type.id().equals(only)).toList();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void roomIsInOrder(DetectorType type) throws Exception {
    Path folder = ROOMS.resolve(type.profile().folder());

    List<String> faults = new ArrayList<>(RoomFolder.faults(type, folder));
    faults.addAll(RoomCases.faults(type, folder, flink));

    assertThat(faults).as(type.id() + "\n" + String.join("\n", faults)).isEmpty();
  }

  @Test
  void catalogueIsSortedAndComplete() throws Exception {
    List<String> faults = new ArrayList<>(Catalogue.faults(Detectors.ALL));
    faults.addAll(RoomFolder.withoutLine(Detectors.ALL, ROOMS));

    assertThat(faults).isEmpty();
  }
}
