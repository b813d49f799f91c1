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
import io.leakwatch.detection.SignalBuilder;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
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

  /** Far more than the account usually reads, from a network that it never used. */
  private static final String BEYOND = "beyond";

  private static final String SUSTAINED_SEQUENCE = "sustained";
  private static final String BEYOND_SEQUENCE = "beyond-goes-on";
  private static final String ROTATION_SEQUENCE = "rotation";

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, MassScraping::new);

  private final Settings settings;
  private final Duration window;
  private final int readsElsewhere;
  private final int perReader;
  private final OwnPast ownPast;
  private final Duration staysOpen;

  private MassScraping(Settings settings) {
    this.settings = settings;
    this.window = settings.get(Options.WINDOW);
    this.readsElsewhere = settings.get(Options.MIN_READS_ELSEWHERE);
    this.perReader = settings.get(Options.MIN_TARGETS_PER_READER);
    this.ownPast = new OwnPast(settings, slowWindow());
    this.staysOpen = staysOpen();
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
    state.read(reader, call, threshold(reader), slowThreshold(reader));
    Optional<Signal> scraping = scraping(reader, call, state);
    scraping.or(() -> beyond(reader, call, state)).ifPresent(out::emit);
    if (state.readsElsewhere(call) == readsElsewhere) {
      out.emit(elsewhere(reader, call, state));
    }
  }

  private long threshold(Entity reader) {
    return (long) settings.get(Options.MIN_TARGETS) * factor(reader);
  }

  private long slowThreshold(Entity reader) {
    return (long) settings.get(Options.MIN_TARGETS_SLOW) * factor(reader);
  }

  private int factor(Entity reader) {
    return reader.type() == SubjectType.ACCOUNT ? settings.get(Options.ACCOUNT_FACTOR) : 1;
  }

  private Optional<Signal> scraping(Entity reader, ApiCall call, Reads state) {
    long at = call.at();
    if (!state.isDue(at)) {
      return Optional.empty();
    }
    long fastThreshold = threshold(reader);
    long slowThreshold = slowThreshold(reader);
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
    state.noticed(call);
    return Optional.of(
        signal(reader, state, at)
            .confidence(
                confidence(isFast ? fast : slow, isFast ? fastThreshold : slowThreshold, forEach))
            .because(
                isFast
                    ? people(window, fast, fastThreshold).setBy(Options.MIN_TARGETS)
                    : people(slowWindow(), slow, slowThreshold).setBy(Options.MIN_TARGETS_SLOW),
                forEach(reader, forEach))
            .build());
  }

  private Optional<Signal> beyond(Entity account, ApiCall call, Reads state) {
    return ownPast
        .isBeyond(account, call, state)
        .map(
            excess -> {
              state.noticedBeyond(call, ScrapingWords.network(call));
              return signal(account, state, call.at())
                  .confidence(excess.confidence())
                  .because(ownPast.conditions(excess, call))
                  .build();
            });
  }

  /** It went on since the last signal, though perhaps no longer fast enough for another. */
  @Override
  public Optional<Signal> report(Entity reader, Reads state, long at) {
    state.story.reported(at);
    return Optional.of(signal(reader, state, at).asReport().build());
  }

  private SignalBuilder signal(Entity reader, Reads state, long at) {
    Extent inAll = state.inAll(at);
    String beyondFrom = state.past.beyondFrom(at);
    return Signal.of(profile().id(), beyondFrom == null ? SCRAPING : BEYOND, reader)
        .at(at)
        .quoting(state.trail, inAll.accounts())
        .because(ScrapingWords.inAll(reader, state.behind.count()))
        .note(
            beyondFrom == null
                ? ScrapingWords.behind(reader, state.behind.count(), state.readerNames(at))
                : beyondFrom)
        .amounting(inAll);
  }

  /**
   * Panes are begun or whole: what is said must say so, for it is a little less than the window.
   */
  private Condition people(Duration within, long read, long threshold) {
    return Condition.atLeast(
        "different people or conversations read within %s, in steps of %s"
            .formatted(Figures.of(within), Figures.of(window.dividedBy(Reads.PANES_IN_WINDOW))),
        read,
        threshold,
        "targets");
  }

  private Condition forEach(Entity reader, double each) {
    return Condition.atLeast(
            "of those within %s, for each %s"
                .formatted(
                    Figures.of(slowWindow()),
                    switch (reader.type()) {
                      case CLIENT -> "account that it read for";
                      case ACCOUNT -> "reader";
                      default -> "user agent behind it";
                    }),
            each,
            perReader,
            "targets")
        .setBy(Options.MIN_TARGETS_PER_READER);
  }

  /** Surer with more targets, and with more for each reader. */
  private int confidence(long targets, long threshold, double forEach) {
    return Confidence.of(60)
        .perDoubling(8, targets, threshold)
        .perDoubling(5, forEach, perReader)
        .atMost(95);
  }

  private Signal elsewhere(Entity reader, ApiCall call, Reads state) {
    state.story.reported(call.at());
    return Signal.of(profile().id(), ELSEWHERE, reader)
        .at(call.at())
        .confidence(85)
        .because(
            Condition.atLeast(
                    "reads from a network not used before it was noticed",
                    readsElsewhere,
                    readsElsewhere,
                    "reads")
                .setBy(Options.MIN_READS_ELSEWHERE))
        .events(call.eventId())
        .amounting(state.inAll(call.at()))
        .seenIn(call)
        .note(ScrapingWords.network(call))
        .build();
  }

  // Patterns

  @Override
  public List<Sequence> sequences() {
    Duration threeInARow = window.multipliedBy(4);
    Duration soonAfter = slowWindow();
    return List.of(
        Sequence.named(BEYOND_SEQUENCE).firstUnmatched(BEYOND).times(3).within(threeInARow),
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
      case BEYOND_SEQUENCE -> Optional.of(ScrapingWords.beyond(match, Severity.MEDIUM));
      default -> single(match);
    };
  }

  private static Optional<Finding> single(Match match) {
    return switch (match.last().kind()) {
      case SCRAPING -> Optional.of(ScrapingWords.scraping(match));
      case BEYOND -> Optional.of(ScrapingWords.beyond(match, Severity.LOW));
      default -> Optional.empty();
    };
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Reads newState() {
    return new Reads(window, slowWindow(), staysOpen, settings.get(Options.MIN_TARGETS_SLOW));
  }
}
