package io.leakwatch.detectors.scheduledexport;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Confidence;
import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.SignalBuilder;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.detection.words.Named;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A client takes a bulk of data away at a regular time, night after night. */
public final class ScheduledExport implements Detector<Exports> {

  private static final String REGULAR = "regular";
  private static final String RUNS = "bulk exports at the regular time";
  private static final String PERIOD = "period found";
  private static final String TIMES = "times and records";

  /** From the fifth on nobody has asked for a whole working week. */
  private static final int MANY_RUNS = 5;

  private static final int SHOWN_RUNS = 8;

  /** Five weekly ones: three, with one missed among them. */
  private static final Duration LIFE = Duration.ofDays(35);

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, ScheduledExport::new);

  private final Settings settings;
  private final Timetable.Wanted wanted;
  private final Set<String> expected;
  private final int bulk;

  private ScheduledExport(Settings settings) {
    this.settings = settings;
    this.bulk = settings.get(Options.MIN_RECORDS);
    this.expected = Set.copyOf(settings.get(Options.EXPECTED_CLIENTS));
    this.wanted =
        new Timetable.Wanted(
            settings.get(Options.MIN_RUNS),
            settings.get(Options.JITTER),
            settings.get(Options.MAX_CHANCE));
  }

  // Sensor

  @Override
  public List<Watch<?, Exports>> watches() {
    return List.of(Watch.of(SubjectType.CLIENT, ApiCall.class, this::isExport, this::observe));
  }

  private boolean isExport(ApiCall call) {
    return call.operation() == Operation.EXPORT
        && call.answered()
        && call.records() > 0
        && !isOwnData(call)
        && !expected.contains(call.client());
  }

  /** People download their own data through the platform's own clients: it is theirs. */
  private static boolean isOwnData(ApiCall call) {
    if (call.clientKind() != ClientKind.FIRST_PARTY || call.account() == null) {
      return false;
    }
    return call.target() == null
        ? call.resource() == ResourceKind.PROFILE
        : call.target().equals(call.account());
  }

  private void observe(Entity client, ApiCall call, Exports state, Signals out) {
    long at = call.at();
    if (state.add(call)) {
      state.events.add(call.eventId(), at);
      Timetable.of(state.runs.list(at), wanted)
          .ifPresent(
              timetable -> {
                state.noticed(call, timetable.runs().get(0).at());
                out.emit(regular(client, at, timetable, state).build());
              });
    }
  }

  /** The last run has gone on since it became a bulk export. */
  @Override
  public Optional<Signal> report(Entity client, Exports state, long at) {
    state.story.reported(at);
    return Timetable.of(state.runs.list(at), wanted)
        .map(timetable -> regular(client, at, timetable, state).asReport().build());
  }

  private SignalBuilder regular(Entity client, long at, Timetable timetable, Exports state) {
    Extent inAll = state.story.extent(at);
    List<Run> runs = timetable.runs();
    long smallest = runs.stream().mapToLong(Run::records).min().orElse(0);
    return Signal.of(profile().id(), REGULAR, client)
        .at(at)
        .since(runs.get(0).at())
        .confidence(confidence(timetable.chance()))
        .because(
            Condition.atLeast(RUNS, runs.size(), wanted.minRuns(timetable.period()), "exports")
                .setBy(Options.MIN_RUNS),
            Condition.fact(PERIOD, Figures.of(timetable.period()), "4 h, 6 h, 8 h, 12 h, 1 d, 7 d"),
            Condition.atMost(
                    "how far apart they lie within the period",
                    timetable.spread().toMinutes(),
                    2 * wanted.jitter().toMinutes(),
                    "minutes")
                .setBy(Options.JITTER),
            Condition.atMostScientific(
                    "chance that they do by accident", timetable.chance(), wanted.maxChance())
                .setBy(Options.MAX_CHANCE),
            Condition.atMost(
                "times at which none came",
                timetable.missed(),
                runs.size() / Timetable.RUNS_FOR_A_MISS,
                "times"),
            Condition.atLeast("records of the smallest of them", smallest, bulk, "records")
                .setBy(Options.MIN_RECORDS),
            Condition.fact(TIMES, times(runs), "any"),
            Condition.fact("data exported", state.held(at).words(), "any"),
            Condition.figure("records in all", inAll.records(), "records"))
        .events(state.events.list(at))
        .amounting(inAll);
  }

  private static String times(List<Run> runs) {
    return runs.stream()
        .skip(Math.max(0, runs.size() - SHOWN_RUNS))
        .map(run -> minute(run.at()) + ": " + run.records())
        .collect(Collectors.joining("; "));
  }

  private static Instant minute(long at) {
    return Instant.ofEpochMilli(at).truncatedTo(ChronoUnit.MINUTES);
  }

  /** Surer by 10 for each tenth of the chance allowed. */
  private int confidence(double chance) {
    return Confidence.of(65).perTenfold(10, wanted.maxChance(), chance).atMost(97);
  }

  /** A weekly export that is missed once comes back after two weeks. */
  @Override
  public Duration openFor() {
    return Duration.ofDays(15);
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    Signal regular = match.last();
    long runs = regular.observed(RUNS).map(Long::parseLong).orElse(0L);
    String period = regular.observed(PERIOD).orElse("");
    return Optional.of(
        Finding.of(
            match,
            runs >= MANY_RUNS ? Severity.HIGH : Severity.MEDIUM,
            regular.confidence(),
            "%s exports data in bulk every %s".formatted(Named.first(regular.subject()), period),
            sentence(match, runs, period),
            steps(regular.subject().id())));
  }

  private static String sentence(Match match, long runs, String period) {
    Signal regular = match.last();
    Extent inAll = match.extent();
    return ("%s exported %s in bulk to %s, %d times so far, every %s. In all, %s left since then."
            + " Start and records: %s.")
        .formatted(
            Named.first(regular.subject()),
            regular.observed("data exported").orElse(""),
            inAll.fromInWords(),
            runs,
            period,
            Figures.counted(inAll.records(), "record"),
            regular.observed(TIMES).orElse(""));
  }

  private static List<String> steps(String client) {
    return List.of(
        "Find out whose " + client + " is and who asked for the schedule.",
        "If it is yours, such as a backup, declare it under expected-clients.",
        "If not, revoke its tokens before the next run is due, and keep its logs.",
        "Find out where the exports went: see the addresses under sources.",
        "Work out from the records whose data has left. Decide whether they must be informed.");
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Exports newState() {
    return new Exports(settings.get(Options.RUN_GAP), LIFE, bulk, staysOpen());
  }
}
