package io.leakwatch.detectors.massscraping;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Confidence;
import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Sequence;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One reader goes through far more people's data than people or well-behaved apps do. */
public final class MassScraping implements Detector<Reads> {

  /**
   * Its text is older than its name, and stays: it is stored with sequences that are only partly
   * matched.
   */
  private static final String SCRAPING = "spread";

  private static final String ELSEWHERE = "elsewhere";
  private static final String SUSTAINED_SEQUENCE = "sustained";
  private static final String ROTATION_SEQUENCE = "rotation";

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, MassScraping::new);

  private final Settings settings;
  private final Duration window;
  private final int readsElsewhere;
  private final int perReader;

  private MassScraping(Settings settings) {
    this.settings = settings;
    this.window = settings.get(Options.WINDOW);
    this.readsElsewhere = settings.get(Options.MIN_READS_ELSEWHERE);
    this.perReader = settings.get(Options.MIN_TARGETS_PER_READER);
  }

  private Duration slowWindow() {
    return window.multipliedBy(Reads.WINDOWS_IN_SLOW);
  }

  // Sensor

  @Override
  public List<Watch<?, Reads>> watches() {
    return List.of(
        Watch.of(
            SubjectType.CLIENT,
            ApiCall.class,
            call -> readsPeople(call) && call.reader() == SubjectType.CLIENT,
            this::observe),
        Watch.of(
            SubjectType.ACCOUNT,
            ApiCall.class,
            call -> readsPeople(call) && call.reader() == SubjectType.ACCOUNT,
            this::observe),
        Watch.of(
            SubjectType.ADDRESS,
            ApiCall.class,
            call -> readsPeople(call) && call.reader() == SubjectType.ADDRESS,
            this::observe));
  }

  private static boolean readsPeople(ApiCall call) {
    boolean reads =
        switch (call.operation()) {
          case READ, LIST, SEARCH -> true;
          default -> false;
        };
    boolean people =
        switch (call.resource()) {
          case PROFILE, FOLLOWERS, DM_METADATA, CONTACTS -> true;
          default -> false;
        };
    return reads && people && call.answered() && call.target() != null;
  }

  private void observe(Entity reader, ApiCall call, Reads state, Signals out) {
    state.read(reader.type(), call);
    scraping(reader, call, state).ifPresent(out::emit);
    if (state.readsElsewhere(call) == readsElsewhere) {
      out.emit(elsewhere(reader, call, state));
    }
  }

  private Optional<Signal> scraping(Entity reader, ApiCall call, Reads state) {
    long at = call.at();
    if (!state.isDue(at)) {
      return Optional.empty();
    }
    int factor = reader.type() == SubjectType.ACCOUNT ? settings.get(Options.ACCOUNT_FACTOR) : 1;
    long fastThreshold = (long) settings.get(Options.MIN_TARGETS) * factor;
    long slowThreshold = (long) settings.get(Options.MIN_TARGETS_SLOW) * factor;
    long readers = state.readers(at);
    long needed = Math.max(Math.min(fastThreshold, slowThreshold), perReader * readers);
    if (state.targetsAtMost() < needed) {
      return Optional.empty(); // as nearly always, and cheaper to see than how many there were
    }
    long fast = state.targetsInWindow(at);
    long slow = state.targetsInSlowWindow(at);
    boolean isFast = fast >= fastThreshold;
    boolean isSlow = slow >= slowThreshold && fast >= slowThreshold / Reads.WINDOWS_IN_SLOW;
    double forEach = (double) slow / readers;
    if (!(isFast || isSlow) || forEach < perReader) {
      return Optional.empty();
    }
    state.noticed(at);
    return Optional.of(
        Signal.of(profile().id(), SCRAPING, reader)
            .at(at)
            .confidence(
                confidence(isFast ? fast : slow, isFast ? fastThreshold : slowThreshold, forEach))
            .because(conditions(isFast, fast, fastThreshold, slow, slowThreshold, forEach))
            .quoting(state.trail, slow)
            .note(
                Figures.counted(
                    readers, reader.type() == SubjectType.CLIENT ? "account" : "reader"))
            .build());
  }

  private List<Condition> conditions(
      boolean isFast, long fast, long fastThreshold, long slow, long slowThreshold, double each) {
    List<Condition> conditions = new ArrayList<>();
    if (isFast) {
      conditions.add(
          Condition.atLeast(
              "distinct people read within " + Figures.of(window), fast, fastThreshold, "targets"));
    } else {
      conditions.add(
          Condition.atLeast(
              "distinct people read within " + Figures.of(slowWindow()),
              slow,
              slowThreshold,
              "targets"));
    }
    conditions.add(
        Condition.atLeast("distinct people for each reader behind it", each, perReader, "targets"));
    return conditions;
  }

  /** Surer with more targets, and with more for each reader. */
  private int confidence(long targets, long threshold, double forEach) {
    return Confidence.of(60)
        .perDoubling(8, targets, threshold)
        .perDoubling(5, forEach, perReader)
        .atMost(95);
  }

  private Signal elsewhere(Entity reader, ApiCall call, Reads state) {
    return Signal.of(profile().id(), ELSEWHERE, reader)
        .at(call.at())
        .confidence(85)
        .because(
            Condition.atLeast(
                "reads from a network not used before the spread",
                readsElsewhere,
                readsElsewhere,
                "reads"))
        .events(call.eventId())
        .accounts(List.of(), state.targetsInSlowWindow(call.at()))
        .note(call.network() == 0 ? "another network" : "network AS" + call.network())
        .build();
  }

  // Patterns

  @Override
  public List<Sequence> sequences() {
    Duration threeInARow = window.multipliedBy(4);
    Duration soonAfter = slowWindow();
    return List.of(
        Sequence.named(SUSTAINED_SEQUENCE).firstUnmatched(SCRAPING).times(3).within(threeInARow),
        Sequence.named(ROTATION_SEQUENCE)
            .firstUnmatched(SCRAPING)
            .then(ELSEWHERE)
            .within(soonAfter));
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    return switch (match.sequence()) {
      case SUSTAINED_SEQUENCE -> Optional.of(ScrapingWords.sustained(match));
      case ROTATION_SEQUENCE -> Optional.of(ScrapingWords.rotation(match));
      default ->
          match.last().is(SCRAPING) ? Optional.of(ScrapingWords.scraping(match)) : Optional.empty();
    };
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Reads newState() {
    return new Reads(window, slowWindow());
  }
}
