package io.leakwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options that no case shows are named; those that every detector has are shown here, once. */
class OptionCasesTest {

  private static final DetectorType TYPE = Detectors.byId("credential-stuffing").orElseThrow();
  private static final String WINDOW_CASE =
      """
        - name: a window of five minutes
          kind: near-miss
          why: Two accounts a minute are ten in five minutes.
          settings: {window: 5m}
          like: fifteen accounts fail from one address

      """;

  private static LocalFlinkJobs flink;

  @TempDir private Path folder;

  @BeforeAll
  static void startFlink() throws Exception {
    flink = new LocalFlinkJobs();
  }

  @AfterAll
  static void stopFlink() throws Exception {
    flink.close();
  }

  private static String cases() throws IOException {
    return Files.readString(RoomsTest.ROOMS.resolve("credentialstuffing/cases.yaml"));
  }

  /** The room's cases once the one about the window is another. */
  private CasesFile with(String windowCase) throws IOException {
    assertThat(cases()).contains(WINDOW_CASE);
    return CasesFile.read(
        Files.writeString(folder.resolve("cases.yaml"), cases().replace(WINDOW_CASE, windowCase)));
  }

  private static RoomCase windowCase(CasesFile file) {
    assertThat(file.faults()).isEmpty();
    return file.cases().stream()
        .filter(each -> each.name().equals("a window of five minutes"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void optionThatNoCaseVariesIsNamed() throws Exception {
    Files.writeString(
        folder.resolve("cases.yaml"),
        cases().replace(WINDOW_CASE, "").replace("settings: {opened-within: 90m}", ""));

    assertThat(RoomFolder.faults(TYPE, folder))
        .contains(
            "cases.yaml: no case varies the option 'window'; add one that is 'like' another, with"
                + " 'settings: {window: …}' in which something else is raised than with the default",
            "cases.yaml: no case varies the option 'opened-within'; add one that is 'like' another,"
                + " with 'settings: {opened-within: …}' in which something else is raised than with"
                + " the default");
  }

  @Test
  void settingThatMakesNoDifferenceIsNamed() throws Exception {
    String tenMinutes =
        WINDOW_CASE.replace("5m", "10m") + "    expect: [{at: 7m, severity: MEDIUM}]\n";

    assertThat(CaseRun.faults(windowCase(with(tenMinutes.replace("\n\n", "\n"))), TYPE, flink))
        .containsExactly(
            "case 'a window of five minutes': with the default of window the same is raised; choose"
                + " a value or events with which it matters, or move it to 'given' if it only sets"
                + " the scene");
  }

  @Test
  void settingThatOnlySetsTheSceneNeedNotMatter() throws Exception {
    String given =
        WINDOW_CASE
            .replace("settings: {window: 5m}", "given: {min-accounts: 16}")
            .replace("fifteen accounts fail from one address", "fourteen accounts");

    assertThat(CaseRun.faults(windowCase(with(given)), TYPE, flink)).isEmpty();
  }

  @Test
  void caseThatIsLikeNoneAndAlertOfNoEvent() throws Exception {
    assertThat(with(WINDOW_CASE.replace("like: fifteen", "like: sixteen")).faults())
        .containsExactly(
            "case 'a window of five minutes'.like: no case 'sixteen accounts fail from one address'"
                + " before it; name one that can be read and stands above");
    String sometime =
        WINDOW_CASE.replace("\n\n", "\n    expect: [{at: 7m 1s, severity: MEDIUM}]\n");
    assertThat(with(sometime.replace("7m 1s", "421s")).faults())
        .containsExactly(
            "case 'a window of five minutes'.expect: no event at 421s; give the time of one");
  }

  @Test
  void detectorThatIsSwitchedOffRaisesNothing() throws Exception {
    assertThat(firstCase(Map.of("enabled", false))).isEmpty();
  }

  @Test
  void shadowMarksAlertsAndChangesNothingElse() throws Exception {
    List<Alert> active = firstCase(Map.of());
    List<Alert> shadow = firstCase(Map.of("mode", "shadow"));

    assertThat(active).isNotEmpty().extracting(Alert::getMode).containsOnly(AlertMode.ACTIVE);
    assertThat(shadow).extracting(Alert::getMode).containsOnly(AlertMode.SHADOW);
    assertThat(shadow)
        .extracting(alert -> Alert.newBuilder(alert).setMode(AlertMode.ACTIVE).build())
        .isEqualTo(active);
  }

  private List<Alert> firstCase(Map<String, Object> settings) throws Exception {
    RoomCase first = with(WINDOW_CASE).cases().get(0);
    Settings chosen =
        Settings.of(
            TYPE.options(),
            "",
            new HashMap<>(settings),
            fault -> {
              throw new IllegalArgumentException(fault);
            });
    JobOptions options =
        new JobOptions(Settings.defaults(JobOptions.ALL), List.of(TYPE.armed(chosen)));
    return flink.run(first.events(), options).alerts();
  }
}
