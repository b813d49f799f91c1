package io.leakwatch.detectors.excessiveappaccess;

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
import io.leakwatch.detection.state.SeasonalBaseline.Basis;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Somebody else's app reads far more than it used to, or what it never asked for before. */
public final class ExcessiveAppAccess implements Detector<AppPast> {

  private static final String EXCESS = "excess";
  private static final String GROWN = "grown";
  private static final String NEW_CLASS = "new-class";
  private static final String SUSTAINED_SEQUENCE = "sustained";
  private static final String EXCESS_FIRST_SEQUENCE = "excess-then-new-class";
  private static final String CLASS_FIRST_SEQUENCE = "new-class-then-excess";
  private static final int HOURS_IN_A_ROW = 3;
  private static final Duration SUSTAINED_WITHIN = Duration.ofHours(4);
  private static final Duration BOTH_WITHIN = Duration.ofHours(24);

  /** An app that reads up to twice its usual for each user does its usual work, for more users. */
  private static final double USUAL_WORK = 2;

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, ExcessiveAppAccess::new);

  private final Duration learning;
  private final double factor;
  private final int minAccounts;
  private final int minNewClass;
  private final double minShare;

  private ExcessiveAppAccess(Settings settings) {
    this.learning = settings.get(Options.LEARNING);
    this.factor = settings.get(Options.FACTOR);
    this.minAccounts = settings.get(Options.MIN_ACCOUNTS);
    this.minNewClass = settings.get(Options.MIN_NEW_CLASS_ACCOUNTS);
    this.minShare = settings.get(Options.MIN_NEW_CLASS_SHARE);
  }

  // Sensor

  @Override
  public List<Watch<?, AppPast>> watches() {
    return List.of(
        Watch.of(
            SubjectType.CLIENT, ApiCall.class, ExcessiveAppAccess::readsPeople, this::observe));
  }

  private static boolean readsPeople(ApiCall call) {
    if (call.clientKind() != ClientKind.THIRD_PARTY || !call.answered()) {
      return false;
    }
    boolean reads =
        switch (call.operation()) {
          case READ, LIST, SEARCH, EXPORT -> true;
          default -> false;
        };
    boolean people =
        switch (call.resource()) {
          case PROFILE, FOLLOWERS, CONTACTS, DM_METADATA, SUGGESTIONS -> true;
          default -> call.dataClasses().hasAny(Asked.SENSITIVE);
        };
    return reads && people && Noticed.owner(call) != null;
  }

  private void observe(Entity app, ApiCall call, AppPast state, Signals out) {
    boolean another = state.read(call);
    if (state.readNewClass(call)) {
      newClass(app, call, state).ifPresent(out::emit);
    }
    if (another && 2 * state.accountsFollowed() >= minAccounts && !state.isLearning(call.at())) {
      excess(app, call, state).ifPresent(out::emit);
    }
  }

  private Optional<Signal> excess(Entity app, ApiCall call, AppPast state) {
    long at = call.at();
    Load load = Load.of(state, at, USUAL_WORK);
    if (2 * load.beyondNewcomers() >= minAccounts && load.timesUsual() >= factor / 2) {
      state.rises(call);
    }
    long beyond = Math.round(load.beyondNewcomers());
    if (beyond < minAccounts || load.timesUsual() < factor || !state.isDue(beyond, at)) {
      return Optional.empty();
    }
    String kind = state.isFirstInHour(at) ? EXCESS : GROWN;
    state.told(beyond, at);
    List<String> behalf = state.noticed.behalf.list(at);
    return Optional.of(
        signal(kind, app, at, state.noticed.trail.began(), state)
            .confidence(confidence(load))
            .because(load.conditions(factor, minAccounts))
            .note(
                load.users() == 1 && behalf.size() == 1
                    ? "account " + behalf.get(0)
                    : Figures.counted(load.users(), "user"))
            .build());
  }

  /** What went on, in the words of what was noticed last; no sequence counts on it. */
  @Override
  public Optional<Signal> report(Entity app, AppPast state, long at) {
    state.noticed.story.reported(at);
    boolean isClass = !state.noticed.isExcess(at);
    return Optional.of(
        signal(isClass ? NEW_CLASS : GROWN, app, at, state.noticed.extent(at).since(), state)
            .note(isClass ? state.newClass.classes(at).words() : "")
            .asReport()
            .build());
  }

  /** What all signals say, reports of what went on included. */
  private SignalBuilder signal(String kind, Entity app, long at, long since, AppPast state) {
    Extent inAll = state.noticed.extent(at);
    return Signal.of(profile().id(), kind, app)
        .at(at)
        .since(since)
        .because(
            Condition.figure("calls in all", inAll.events(), "calls"),
            Condition.figure("records in all", inAll.records(), "records"))
        .events(state.noticed.trail.events(at))
        .accounts(state.noticed.trail.names(at), inAll.accounts())
        .amounting(inAll);
  }

  /** Surer the further it is from usual, and with the hours of the week known. */
  private int confidence(Load load) {
    int known = load.usual().basis() == Basis.HOUR_OF_WEEK ? 10 : 0;
    return Confidence.of(60 + known).perDoubling(8, load.timesUsual(), factor).atMost(95);
  }

  private Optional<Signal> newClass(Entity app, ApiCall call, AppPast state) {
    long at = call.at();
    long accounts = state.newClass.accounts(at);
    if (!state.newClass.told.isReached(accounts, minNewClass, at)) {
      return Optional.empty();
    }
    long foreign = state.newClass.foreign(at);
    double share = (double) accounts / Math.max(accounts, state.usersLately(at));
    if (foreign < minNewClass && share < minShare) {
      return Optional.empty();
    }
    state.newClass.told.set(accounts, at);
    state.noticed.newClass(at, state.newClass);
    List<Condition> conditions = new ArrayList<>();
    conditions.add(
        Condition.fact(
            "data it never asked for before", state.newClass.classes(at).words(), "any"));
    conditions.add(
        Condition.atLeast(AppWords.CLASS_ACCOUNTS, accounts, minNewClass, "accounts")
            .setBy(Options.MIN_NEW_CLASS_ACCOUNTS));
    conditions.add(
        foreign >= minNewClass
            ? Condition.atLeast(
                    "of them other people's than the user's", foreign, minNewClass, "accounts")
                .setBy(Options.MIN_NEW_CLASS_ACCOUNTS)
            : Condition.atLeast("share of its users of that time", share, minShare, "")
                .setBy(Options.MIN_NEW_CLASS_SHARE));
    return Optional.of(
        signal(NEW_CLASS, app, at, state.newClass.since(), state)
            .confidence(foreign >= minNewClass ? 85 : (int) Math.round(65 + 20 * share))
            .because(conditions)
            .note(state.newClass.classes(at).words())
            .build());
  }

  // Patterns

  @Override
  public List<Sequence> sequences() {
    return List.of(
        Sequence.named(SUSTAINED_SEQUENCE)
            .firstUnmatched(EXCESS)
            .times(HOURS_IN_A_ROW)
            .within(SUSTAINED_WITHIN),
        both(EXCESS_FIRST_SEQUENCE, EXCESS, NEW_CLASS),
        both(CLASS_FIRST_SEQUENCE, NEW_CLASS, EXCESS));
  }

  private static Sequence both(String name, String first, String then) {
    return Sequence.named(name).firstUnmatched(first).then(then).within(BOTH_WITHIN);
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    return Optional.of(AppWords.of(match, SUSTAINED_SEQUENCE, NEW_CLASS));
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public AppPast newState() {
    return new AppPast(learning, staysOpen());
  }
}
