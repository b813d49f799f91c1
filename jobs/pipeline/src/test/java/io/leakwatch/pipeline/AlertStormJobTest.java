package io.leakwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
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
import io.leakwatch.pipeline.gaps.GapOptions;
import io.leakwatch.pipeline.gaps.Gaps;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.schemas.TrustedSchemas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the whole job says when a detector has something to say at every single event. */
class AlertStormJobTest {

  private static final long T = Instant.parse("2026-01-05T09:00:00Z").toEpochMilli();
  private static final int LOGINS = 500;
  private static final int MOST_REVISIONS = 10;
  private static final int MOST_ALERTS = 20;
  private static final int ADDRESSES = 50;

  private static final class Seen extends SensorState {
    private final SlidingCount count = new SlidingCount(Duration.ofMinutes(10), 10);

    @Override
    protected List<StatePart> parts() {
      return List.of(count);
    }
  }

  /** Each login is an alert, and names one more account that was broken into. */
  private record Loud() implements Detector<Seen> {

    private static final DetectorProfile PROFILE =
        new DetectorProfile(
            "loud",
            1,
            "Loud",
            "Alerts on everything.",
            List.of(SubjectType.ADDRESS),
            Severity.HIGH,
            List.of(),
            List.of(DetectorProfile.LOGIN_EVENTS),
            Needs.NONE);

    private static final DetectorType TYPE =
        new DetectorType(PROFILE, List.of(), settings -> new Loud());

    @Override
    public DetectorProfile profile() {
      return PROFILE;
    }

    @Override
    public Seen newState() {
      return new Seen();
    }

    @Override
    public List<Watch<?, Seen>> watches() {
      return List.of(Watch.of(SubjectType.ADDRESS, Login.class, login -> true, Loud::seen));
    }

    private static void seen(Entity address, Login login, Seen seen, Signals out) {
      seen.count.add(login.at());
      out.emit(
          Signal.of(PROFILE.id(), "login", address)
              .at(login.at())
              .confidence(50)
              .events(login.eventId())
              .account(login.account())
              .build());
    }

    @Override
    public Optional<Finding> finding(Match match) {
      return Optional.of(Finding.of(match, Severity.HIGH, 50, "Loud", "It is loud.", List.of()));
    }
  }

  @BeforeAll
  static void trust() {
    TrustedSchemas.trust();
  }

  private static CaseEvent login(int number, String address, long at) {
    return new CaseEvent(
        at,
        LoginEvent.newBuilder()
            .setEventId("e" + number + address)
            .setOccurredAt(Instant.ofEpochMilli(at))
            .setAction(LoginAction.LOGIN)
            .setOutcome(LoginOutcome.SUCCESS)
            .setAccountId("u" + number)
            .setIp(address)
            .build(),
        List.of());
  }

  private static List<Alert> run(List<CaseEvent> events) throws Exception {
    JobOptions options =
        new JobOptions(Settings.defaults(JobOptions.ALL), List.of(Loud.TYPE.armed()))
            .with(JobOptions.MOST_REVISIONS, MOST_REVISIONS)
            .with(GapOptions.MAX_ALERTS, MOST_ALERTS);
    try (LocalFlinkJobs flink = new LocalFlinkJobs()) {
      return flink.run(events, options).alerts().stream()
          .sorted(Comparator.comparing(Alert::getAlertId).thenComparing(Alert::getRevision))
          .toList();
    }
  }

  @Test
  void oneCauseHasNoMoreRevisionsThanAreAllowedAndManyAlertsAreOneStorm() throws Exception {
    List<CaseEvent> events = new ArrayList<>();
    for (int i = 0; i < LOGINS; i++) {
      events.add(login(i, "203.0.113.7", T + 100L * i));
    }
    long later = T + Duration.ofHours(1).toMillis();
    for (int i = 0; i < ADDRESSES; i++) {
      events.add(login(i, "198.51.100." + i, later + 100L * i));
    }

    List<Alert> said = run(events);

    List<Alert> ofOne =
        said.stream().filter(each -> each.getSubject().getId().equals("203.0.113.7")).toList();
    assertThat(ofOne)
        .filteredOn(each -> each.getUpdatedAt().toEpochMilli() < T + 60_000)
        .hasSize(10);
    Alert whole = ofOne.get(MOST_REVISIONS);
    assertThat(whole.getUpdatedAt().toEpochMilli()).isEqualTo(T + 60_000);
    assertThat(whole.getOccurrences()).isEqualTo(LOGINS);
    assertThat(whole.getAffectedAccounts()).contains("u499");

    assertThat(said)
        .filteredOn(each -> each.getDetectorId().equals("loud"))
        .filteredOn(each -> each.getActivity() == AlertActivity.CREATE)
        .as("none is held back")
        .hasSize(1 + ADDRESSES);
    List<Alert> gaps = said.stream().filter(each -> each.getDetectorId().equals(Gaps.ID)).toList();
    assertThat(gaps).hasSize(1);
    assertThat(gaps.get(0).getSubject().getId()).isEqualTo("loud");
    assertThat(gaps.get(0).getSummary()).startsWith("loud raised 50 new alerts within a minute.");
  }
}
