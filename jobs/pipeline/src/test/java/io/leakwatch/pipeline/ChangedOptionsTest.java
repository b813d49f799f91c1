package io.leakwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.option.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A job is stopped with a savepoint and started again with one option changed: any, of any room.
 */
class ChangedOptionsTest {

  static List<DetectorType> rooms() {
    return RoomsTest.rooms();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void attacksAreFoundAndForgottenWhateverOptionWasChangedAtARestart(DetectorType type)
      throws Exception {
    Path folder = RoomsTest.ROOMS.resolve(type.profile().folder());
    CasesFile file = CasesFile.read(folder.resolve("cases.yaml"));
    Set<String> lengthsOfTime = new LinkedHashSet<>();
    Set<String> seenFiring = new LinkedHashSet<>();
    List<String> faults = new ArrayList<>();
    for (RoomCase one : file.cases()) {
      if (one.kind() != RoomCase.Kind.FIRING) {
        continue;
      }
      Settings settings = one.armed(type).settings();
      ChangedRun run = new ChangedRun(one, type, file.forgetsAfter());
      for (ChangedOption<?> change : ChangedOption.all(type, settings)) {
        if (change.isLengthOfTime()) {
          lengthsOfTime.add(change.way());
        } else if (seenFiring.contains(change.way())) {
          continue; // most numbers are thresholds, which shape nothing that is stored
        }
        if (run.fires(change)) {
          seenFiring.add(change.way());
          faults.addAll(run.faults(change));
        }
      }
    }
    lengthsOfTime.removeAll(seenFiring);
    lengthsOfTime.forEach(
        way ->
            faults.add(
                way
                    + ": no firing case fires with it, nor one that is as much slower or faster;"
                    + " add one to cases.yaml that does"));

    assertThat(faults).as(type.id() + "\n" + String.join("\n", faults)).isEmpty();
  }
}
