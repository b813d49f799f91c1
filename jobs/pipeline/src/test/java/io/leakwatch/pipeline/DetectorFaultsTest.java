package io.leakwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.needs.Needs;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.SlidingCount;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.pipeline.gaps.Gaps;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.DeadLetter;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A detector whose own code fails costs neither the job nor any other detector anything. */
class DetectorFaultsTest {

  private static final RoomCase CASE =
      CasesFile.read(
              RoomsTest.ROOMS.resolve(Harnesses.STUFFING.profile().folder()).resolve("cases.yaml"))
          .cases()
          .get(0);

  private static LocalFlinkJobs flink;

  @BeforeAll
  static void startFlink() throws Exception {
    flink = new LocalFlinkJobs();
  }

  @AfterAll
  static void stopFlink() throws Exception {
    flink.close();
  }

  /** Where a detector fails. */
  enum Place {
    PREDICATE,
    SENSOR,
    ANSWERS,
    WORDS
  }

  private static final class Attempts extends SensorState {
    private final SlidingCount count = new SlidingCount(Duration.ofMinutes(10), 10);

    @Override
    protected List<StatePart> parts() {
      return List.of(count);
    }
  }

  /** It fails on every login. */
  private record Broken(Place place) implements Detector<Attempts> {

    private static final DetectorProfile PROFILE =
        new DetectorProfile(
            "broken",
            1,
            "Broken",
            "Fails.",
            List.of(SubjectType.ADDRESS),
            Severity.LOW,
            List.of(),
            List.of(DetectorProfile.LOGIN_EVENTS),
            Needs.NONE);

    private static DetectorType at(Place place) {
      return new DetectorType(PROFILE, List.of(), settings -> new Broken(place));
    }

    @Override
    public DetectorProfile profile() {
      return PROFILE;
    }

    @Override
    public Attempts newState() {
      return new Attempts();
    }

    @Override
    public List<Watch<?, Attempts>> watches() {
      return List.of(Watch.of(SubjectType.ADDRESS, Login.class, this::wanted, this::seen));
    }

    private boolean wanted(Login login) {
      failIf(Place.PREDICATE);
      return login.failed();
    }

    private void seen(Entity address, Login login, Attempts attempts, Signals out) {
      attempts.count.add(login.at());
      failIf(Place.SENSOR);
      out.emit(
          Signal.of(PROFILE.id(), "attempt", address)
              .at(login.at())
              .confidence(50)
              .events(login.eventId())
              .account(login.account())
              .build()
              .asking(address));
    }

    @Override
    public Optional<Signal> answered(Signal signal) {
      failIf(Place.ANSWERS);
      return Optional.of(signal);
    }

    @Override
    public Optional<Finding> finding(Match match) {
      failIf(Place.WORDS);
      return Optional.empty();
    }

    private void failIf(Place here) {
      if (here == place) {
        throw new IllegalStateException("a fault in " + here);
      }
    }
  }

  private static List<Alert> sorted(List<Alert> alerts) {
    return alerts.stream()
        .sorted(Comparator.comparing(Alert::getAlertId).thenComparing(Alert::getRevision))
        .toList();
  }

  private static LocalFlinkJobs.Output run(Armed... armed) throws Exception {
    return flink.run(
        CASE.events(), new JobOptions(Settings.defaults(JobOptions.ALL), List.of(armed)));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void theOthersAlertAsWithoutItAndEachFaultIsADeadLetter(Place place) throws Exception {
    LocalFlinkJobs.Output alone = run(Harnesses.STUFFING.armed());

    LocalFlinkJobs.Output beside = run(Broken.at(place).armed(), Harnesses.STUFFING.armed());

    Map<Boolean, List<Alert>> areGaps =
        sorted(beside.alerts()).stream()
            .collect(Collectors.partitioningBy(each -> each.getDetectorId().equals(Gaps.ID)));
    assertThat(areGaps.get(false)).isNotEmpty().isEqualTo(sorted(alone.alerts()));
    assertThat(areGaps.get(true))
        .isNotEmpty()
        .allSatisfy(gap -> assertThat(gap.getTitle()).startsWith("broken fails since "));
    assertThat(alone.deadLetters()).isEmpty();
    assertThat(beside.deadLetters())
        .hasSize(CASE.events().size())
        .extracting(DeadLetter::getReason)
        .containsOnly("detector-fault");
    assertThat(beside.deadLetters())
        .allSatisfy(
            letter -> {
              assertThat(letter.getDetail())
                  .startsWith("broken: ")
                  .contains("IllegalStateException: a fault in " + place)
                  .containsPattern("events? \\[?[^ ]");
              assertThat(letter.getPartition()).isEqualTo(-1);
              assertThat(letter.getValue()).isNotNull();
            });
  }
}
