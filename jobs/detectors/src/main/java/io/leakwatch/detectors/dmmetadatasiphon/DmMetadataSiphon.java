package io.leakwatch.detectors.dmmetadatasiphon;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.SignalBuilder;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One reader takes the metadata of many conversations that are not its own. */
public final class DmMetadataSiphon implements Detector<ReadConversations> {

  private static final int REVIEWER_FACTOR = 4;
  private static final int GRAVE_FACTOR = 10;
  private static final String EXPOSED = "exposed";
  private static final String GRAVE = "grave";
  private static final String READ = "read";

  /** The less grave first. */
  private static final List<String> KINDS = List.of(READ, EXPOSED, GRAVE);

  private static final DataClasses WHEREABOUTS =
      DataClasses.of(DataClass.LOCATION, DataClass.IP_ADDRESS);

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, DmMetadataSiphon::new);

  private final Settings settings;
  private final List<String> reviewers;
  private final int fewest;
  private final Duration staysOpen;

  private DmMetadataSiphon(Settings settings) {
    this.settings = settings;
    this.reviewers = settings.get(Options.REVIEWERS);
    this.fewest =
        Stream.of(
                Options.BURST_EXPOSED,
                Options.DAY_EXPOSED,
                Options.BURST_CONVERSATIONS,
                Options.DAY_CONVERSATIONS,
                Options.APP_CONVERSATIONS_EACH)
            .mapToInt(settings::get)
            .min()
            .orElseThrow();
    this.staysOpen = staysOpen();
  }

  // Sensor

  @Override
  public List<Watch<?, ReadConversations>> watches() {
    return List.of(
        Watch.of(
            SubjectType.ACCOUNT,
            DmActivity.class,
            dm -> dm.kind() == DmKind.METADATA_READ && !dm.member() && dm.conversation() != null,
            (reader, dm, state, out) -> {
              state.read(dm.conversation(), dm, dm.dataClasses(), dm.peer());
              judge(reader, dm, state, out);
            }),
        // Members load their own conversations through first-party clients, and the API does not
        // say that they are members: only reads that show whereabouts are remembered of an account.
        Watch.of(
            SubjectType.ACCOUNT,
            ApiCall.class,
            call ->
                readsMetadata(call)
                    && call.reader() == SubjectType.ACCOUNT
                    && call.dataClasses().hasAny(WHEREABOUTS),
            this::call),
        Watch.of(
            SubjectType.CLIENT,
            ApiCall.class,
            call -> readsMetadata(call) && call.reader() == SubjectType.CLIENT,
            (client, call, state, out) -> {
              state.behalfOf(call.account(), call.at());
              call(client, call, state, out);
            }));
  }

  private static boolean readsMetadata(ApiCall call) {
    return call.resource() == ResourceKind.DM_METADATA
        && call.operation() != Operation.WRITE
        && call.operation() != Operation.DELETE
        && call.answered()
        && call.target() != null
        && !call.target().equals(call.account());
  }

  private void call(Entity reader, ApiCall call, ReadConversations state, Signals out) {
    state.read(call.target(), call, call.dataClasses(), null);
    judge(reader, call, state, out);
  }

  private void judge(Entity reader, Activity read, ReadConversations state, Signals out) {
    if (!state.hasRead(fewest)) {
      return;
    }
    Reading reading = Reading.of(reader, state, read.at());
    int factor = reviewers.contains(reader.id()) ? REVIEWER_FACTOR : 1;
    List<Condition> exposed = exposedConditions(reading, factor);
    if (!exposed.isEmpty()) {
      if (state.exposedTold.isReached(reading.exposed(), 1, read.at())) {
        state.exposedTold.set(reading.exposed(), read.at());
        long grave = (long) settings.get(Options.DAY_EXPOSED) * GRAVE_FACTOR;
        String kind = reading.exposed() >= grave ? GRAVE : EXPOSED;
        out.emit(signal(kind, reading, read, state, exposed));
      }
      return;
    }
    List<Condition> plain = readConditions(reading, factor);
    if (!plain.isEmpty() && state.readTold.isReached(reading.read(), 1, read.at())) {
      state.readTold.set(reading.read(), read.at());
      out.emit(signal(READ, reading, read, state, plain));
    }
  }

  /**
   * The conditions that made it too much to be shown of people's whereabouts; empty if it isn't.
   */
  private List<Condition> exposedConditions(Reading reading, int factor) {
    long day = (long) settings.get(Options.DAY_EXPOSED) * factor;
    long burst = (long) settings.get(Options.BURST_EXPOSED) * factor;
    String what = "conversations whose location or IP addresses it read within ";
    if (reading.byApp()) {
      double each = (double) reading.exposed() / reading.accounts();
      int wanted = settings.get(Options.APP_EXPOSED_EACH);
      return reading.exposed() < day || each < wanted
          ? List.of()
          : List.of(
              count(what, Options.WINDOW, reading.exposed(), day, Options.DAY_EXPOSED),
              Condition.atLeast(
                      "of them for each account it acted for", each, wanted, "conversations")
                  .setBy(Options.APP_EXPOSED_EACH));
    }
    if (reading.exposed() >= day) {
      return List.of(count(what, Options.WINDOW, reading.exposed(), day, Options.DAY_EXPOSED));
    }
    return reading.exposedInBurst() >= burst
        ? List.of(
            count(what, Options.BURST, reading.exposedInBurst(), burst, Options.BURST_EXPOSED))
        : List.of();
  }

  /** Likewise for any metadata, such as who wrote to whom and when. */
  private List<Condition> readConditions(Reading reading, int factor) {
    String what = "conversations of others read within ";
    if (reading.byApp()) {
      long wanted = (long) settings.get(Options.APP_CONVERSATIONS_EACH) * factor;
      long each = reading.read() / reading.accounts();
      String forEach = "conversations for each account it acted for, within ";
      return each < wanted
          ? List.of()
          : List.of(count(forEach, Options.WINDOW, each, wanted, Options.APP_CONVERSATIONS_EACH));
    }
    long day = (long) settings.get(Options.DAY_CONVERSATIONS) * factor;
    long burst = (long) settings.get(Options.BURST_CONVERSATIONS) * factor;
    if (reading.read() >= day) {
      return List.of(count(what, Options.WINDOW, reading.read(), day, Options.DAY_CONVERSATIONS));
    }
    return reading.readInBurst() >= burst
        ? List.of(
            count(what, Options.BURST, reading.readInBurst(), burst, Options.BURST_CONVERSATIONS))
        : List.of();
  }

  private Condition count(
      String what, Option<Duration> window, long observed, long wanted, Option<Integer> limit) {
    String within = Figures.of(settings.get(window));
    return Condition.atLeast(what + within, observed, wanted, "conversations").setBy(limit);
  }

  private Signal signal(
      String kind,
      Reading reading,
      Activity read,
      ReadConversations state,
      List<Condition> conditions) {
    boolean speaks = state.noticed(read, 1 + KINDS.indexOf(kind));
    SignalBuilder signal =
        signal(kind, reading.reader(), state, reading.at())
            .confidence(reading.confidence(kind.equals(READ) ? reading.read() : reading.exposed()))
            .because(conditions)
            .because(
                Condition.fact(
                    "whose conversations",
                    reading.byApp()
                        ? "unknown: the API does not say"
                        : "not a member, or membership is unknown",
                    "not known to be its own"));
    return (speaks ? signal.because(SiphonWords.inAll(reading.reader(), state)) : signal).build();
  }

  private SignalBuilder signal(String kind, Entity reader, ReadConversations state, long at) {
    Extent inAll = state.inAll(at);
    return Signal.of(profile().id(), kind, reader)
        .at(at)
        .quoting(state.trail, inAll.accounts())
        .note(SiphonWords.note(reader, state, at))
        .amounting(inAll);
  }

  /** It went on since the last signal, though it has not grown by a quarter. */
  @Override
  public Optional<Signal> report(Entity reader, ReadConversations state, long at) {
    int gravest = state.gravest(state.story.extent(at).last());
    state.story.reported(at);
    return gravest == 0
        ? Optional.empty()
        : Optional.of(
            signal(KINDS.get(gravest - 1), reader, state, at)
                .because(SiphonWords.inAll(reader, state))
                .asReport()
                .build());
  }

  /** A slow siphon raises one alert, not one for each time it has grown. */
  @Override
  public Duration openFor() {
    return settings.get(Options.WINDOW);
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    Signal signal = match.last();
    Severity severity =
        switch (signal.kind()) {
          case GRAVE -> Severity.CRITICAL;
          case EXPOSED -> Severity.HIGH;
          default -> Severity.MEDIUM;
        };
    return Optional.of(SiphonWords.finding(match, severity, !signal.is(READ)));
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public ReadConversations newState() {
    return new ReadConversations(
        settings.get(Options.BURST), settings.get(Options.WINDOW), staysOpen, fewest);
  }
}
