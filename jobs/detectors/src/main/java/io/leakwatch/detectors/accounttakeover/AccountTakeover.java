package io.leakwatch.detectors.accounttakeover;

import io.leakwatch.detection.Condition;
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
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Somebody got into an account, changed how it is recovered, and then took its data. */
public final class AccountTakeover implements Detector<Aftermath> {

  static final String RECOVERY_CHANGED = "recovery-changed";
  static final String DATA_TAKEN = "data-taken";
  private static final String IN_ORDER = "entry-change-data";

  /** A way in of which the alert about it is less sure than that may be the owner's. */
  private static final int DOUBTFUL = 50;

  private static final DataClasses METADATA = DataClasses.of(DataClass.MESSAGE_METADATA);

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, AccountTakeover::new);

  private final Duration within;
  private final int minReads;
  private final int minRecords;

  private AccountTakeover(Settings settings) {
    this.within = settings.get(Options.WITHIN);
    this.minReads = settings.get(Options.MIN_READS);
    this.minRecords = settings.get(Options.MIN_RECORDS);
  }

  // Sensor

  @Override
  public List<Watch<?, Aftermath>> watches() {
    return List.of(
        Watch.of(SubjectType.ACCOUNT, Login.class, AccountTakeover::takesRecovery, this::observe),
        Watch.onlyIfRemembered(
            SubjectType.ACCOUNT, ApiCall.class, AccountTakeover::isTaking, this::observe),
        Watch.onlyIfRemembered(
            SubjectType.ACCOUNT,
            DmActivity.class,
            dm -> dm.kind() == DmKind.METADATA_READ,
            this::observe));
  }

  /**
   * A new password is left out on purpose: owners who are warned set one too, and it does not keep
   * them from getting the account back.
   */
  private static boolean takesRecovery(Login login) {
    return login.changesRecovery() && login.action() != LoginAction.PASSWORD_CHANGE;
  }

  private static boolean isTaking(ApiCall call) {
    return call.answered()
        && (call.operation() == Operation.EXPORT || !call.dataClasses().isEmpty());
  }

  private void observe(Entity account, Login change, Aftermath state, Signals out) {
    state.changed(change);
    out.emit(
        Signal.of(profile().id(), RECOVERY_CHANGED, account)
            .at(change.at())
            .confidence(90)
            .because(
                Condition.fact(
                    "recovery changed",
                    inWords(change),
                    "a new e-mail address or phone number, or no second factor"))
            .events(change.eventId())
            .account(account.id())
            .seenIn(change)
            .note(
                "%s from %s"
                    .formatted(
                        inWords(change),
                        change.address() == null ? "an unknown address" : change.address()))
            .build());
  }

  private static String inWords(Login change) {
    return switch (change.action()) {
      case EMAIL_CHANGE -> "its e-mail address was changed";
      case PHONE_CHANGE -> "its phone number was changed";
      default -> "its second factor was switched off";
    };
  }

  private void observe(Entity account, ApiCall call, Aftermath state, Signals out) {
    boolean export = call.operation() == Operation.EXPORT;
    taken(account, call, call.records(), call.dataClasses(), export ? 1 : minReads, state, out);
  }

  private void observe(Entity account, DmActivity read, Aftermath state, Signals out) {
    taken(account, read, 1, METADATA, minReads, state, out);
  }

  private void taken(
      Entity account,
      Activity answer,
      int records,
      DataClasses classes,
      int enough,
      Aftermath state,
      Signals out) {
    long at = answer.at();
    if (!state.isFromThere(answer)) {
      return;
    }
    state.read(answer, records, classes);
    if (state.isWorthTelling(enough, at)) {
      state.noticed(answer);
      Condition answers =
          Condition.atLeast(
              "answers with personal data, to whoever changed the recovery",
              state.reads(at),
              enough,
              "answers");
      out.emit(
          taken(account, at, state)
              .because(enough == minReads ? answers.setBy(Options.MIN_READS) : answers)
              .build());
    }
  }

  @Override
  public Optional<Signal> report(Entity account, Aftermath state, long at) {
    state.story.reported(at);
    return Optional.of(taken(account, at, state).asReport().build());
  }

  /** What all signals of taken data say, reports of what went on included. */
  private SignalBuilder taken(Entity account, long at, Aftermath state) {
    Extent inAll = state.story.extent(at);
    return Signal.of(profile().id(), DATA_TAKEN, account)
        .at(at)
        .confidence(90)
        .because(
            Condition.figure(TakeoverWords.ANSWERS, inAll.events(), "answers"),
            Condition.figure("records in all", inAll.records(), "records"))
        .events(state.events.list(at))
        .account(account.id())
        .amounting(inAll);
  }

  // Pattern

  @Override
  public List<Sequence> sequences() {
    return List.of(
        Sequence.named(IN_ORDER)
            .first(Sequence.ENTRY)
            .then(RECOVERY_CHANGED)
            .thenEach(DATA_TAKEN)
            .within(within),
        // Of an account that is not known well it is the change, or even the data, that makes the
        // way in suspicious. The alert about it then comes later than it.
        Sequence.named("change-entry-data")
            .first(RECOVERY_CHANGED)
            .then(Sequence.ENTRY)
            .thenEach(DATA_TAKEN)
            .within(within),
        Sequence.named("change-data-entry")
            .first(RECOVERY_CHANGED)
            .then(DATA_TAKEN)
            .thenEach(Sequence.ENTRY)
            .within(within));
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    if (!match.isSequence()) {
      return Optional.empty();
    }
    boolean isInOrder = match.sequence().equals(IN_ORDER);
    if (!isInOrder && !TakeoverWords.namesChange(match)) {
      return Optional.empty(); // the change was made before anybody got in
    }
    // An owner with a new phone gives a new address, too, and looks around.
    boolean isDoubtful =
        !isInOrder || TakeoverWords.step(match, Sequence.ENTRY).confidence() < DOUBTFUL;
    return isDoubtful && match.extent().records() < minRecords
        ? Optional.empty()
        : Optional.of(TakeoverWords.takenOver(match, isDoubtful));
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Aftermath newState() {
    return new Aftermath(within, staysOpen());
  }
}
