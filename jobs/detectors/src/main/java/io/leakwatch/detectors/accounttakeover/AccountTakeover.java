package io.leakwatch.detectors.accounttakeover;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Sequence;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Somebody got into an account, changed how it is recovered, and then took its data. */
public final class AccountTakeover implements Detector<Aftermath> {

  private static final String RECOVERY_CHANGED = "recovery-changed";
  private static final String DATA_TAKEN = "data-taken";

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, AccountTakeover::new);

  private final Duration within;
  private final int minReads;

  private AccountTakeover(Settings settings) {
    this.within = settings.get(Options.WITHIN);
    this.minReads = settings.get(Options.MIN_READS);
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
        signal(
            RECOVERY_CHANGED,
            account,
            change,
            Condition.fact(
                "recovery changed",
                change.action().name(),
                "EMAIL_CHANGE, PHONE_CHANGE or MFA_DISABLE"),
            List.of(change.eventId()),
            inWords(change)));
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
    taken(account, call, call.records(), export ? 1 : minReads, state, out);
  }

  private void observe(Entity account, DmActivity read, Aftermath state, Signals out) {
    taken(account, read, 1, minReads, state, out);
  }

  private void taken(
      Entity account, Activity answer, int records, int enough, Aftermath state, Signals out) {
    long at = answer.at();
    if (!state.isFromThere(answer)) {
      return;
    }
    state.read(answer, records);
    if (state.isWorthTelling(enough, at)) {
      out.emit(
          signal(
              DATA_TAKEN,
              account,
              answer,
              Condition.atLeast(
                  "answers with personal data, to whoever changed the recovery",
                  state.reads(at),
                  enough,
                  "answers"),
              state.events.list(at),
              "%s with %s"
                  .formatted(
                      Figures.counted(state.reads(at), "answer"),
                      Figures.counted(state.records(at), "record"))));
    }
  }

  private Signal signal(
      String kind,
      Entity account,
      Activity activity,
      Condition condition,
      List<String> events,
      String note) {
    return Signal.of(profile().id(), kind, account)
        .at(activity.at())
        .confidence(90)
        .because(condition)
        .events(events)
        .account(account.id())
        .note(note)
        .build();
  }

  // Pattern

  @Override
  public List<Sequence> sequences() {
    return List.of(
        Sequence.named("entry-change-data")
            .first(Sequence.ENTRY)
            .then(RECOVERY_CHANGED)
            .then(DATA_TAKEN)
            .within(within));
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    return match.isSequence() ? Optional.of(TakeoverWords.takenOver(match)) : Optional.empty();
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Aftermath newState() {
    return new Aftermath(within);
  }
}
