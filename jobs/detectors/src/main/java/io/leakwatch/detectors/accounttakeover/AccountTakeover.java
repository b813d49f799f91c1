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
import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Somebody got into an account, changed how it is recovered, and then took its data. */
public final class AccountTakeover implements Detector<Aftermath> {

  static final Option<Duration> WITHIN =
      Option.duration("within", Duration.ofDays(1))
          .between(Duration.ofMinutes(10), Duration.ofDays(7))
          .because(
              "The longest time from the way in to the data. Whoever buys a way in uses it the same"
                  + " day, before the owner reads the mail that warns of it.");
  static final Option<Integer> MIN_READS =
      Option.whole("min-reads", 5, "answers")
          .between(1, 10_000)
          .because(
              "Answers with messages' metadata, contacts or other personal data, from the session or"
                  + " address that changed the recovery. An export counts as enough at once; a"
                  + " glance at the own profile after changing it does not.");

  private static final String RECOVERY_CHANGED = "recovery-changed";
  private static final String DATA_TAKEN = "data-taken";

  public static final DetectorType TYPE =
      new DetectorType(
          new DetectorProfile(
              "account-takeover",
              1,
              "Account takeover",
              "Somebody got into an account, changed how it is recovered, and then took its data.",
              List.of(SubjectType.ACCOUNT),
              Severity.CRITICAL,
              List.of("T1078", "T1098"),
              List.of(
                  DetectorProfile.LOGIN_EVENTS,
                  DetectorProfile.API_EVENTS,
                  DetectorProfile.DM_METADATA_EVENTS)),
          List.of(WITHIN, MIN_READS),
          AccountTakeover::new);

  private final Duration within;
  private final int minReads;

  private AccountTakeover(Settings settings) {
    this.within = settings.get(WITHIN);
    this.minReads = settings.get(MIN_READS);
  }

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Aftermath newState() {
    return new Aftermath(within);
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
    return match.isSequence() ? Optional.of(takenOver(match)) : Optional.empty();
  }

  private static Finding takenOver(Match match) {
    Signal entry = match.first();
    Signal change = match.signals().get(1);
    Signal data = match.last();
    String account = match.subject().id();
    return Finding.of(
        match,
        Severity.CRITICAL,
        confidence(entry),
        "Account " + account + " was taken over",
        "Somebody got into %s (%s: %s); %s later %s, and %s after that whoever did it had %s."
            .formatted(
                account,
                entry.detectorId(),
                entry.note(),
                Figures.of(Duration.ofMillis(change.at() - entry.at())),
                change.note(),
                Figures.of(Duration.ofMillis(data.at() - change.at())),
                data.note()),
        List.of(
            "End all sessions and tokens of " + account + " and freeze it.",
            "Undo the changes of e-mail address, phone number and second factor; the old ones are"
                + " the owner's.",
            "Reach the owner by the old address or number, never by the new one.",
            "List what was read or exported since, and whom else it concerns; decide who must be"
                + " told.",
            "Work through the alerts named in the evidence: the way in may stand open for others."));
  }

  /** Three steps in order leave less doubt than the way in alone. */
  private static int confidence(Signal entry) {
    return (100 + entry.confidence()) / 2;
  }
}
