package io.leakwatch.detectors.resettakeover;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.SignalBuilder;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;

/** What strangers do to one account, step by step. */
final class TakeoverSteps {

  private final Duration within;
  private final Duration settledFor;
  private final int minOccasions;
  private final int minRequests;
  private final int minRecords;

  TakeoverSteps(
      Duration within, Duration settledFor, int minOccasions, int minRequests, int minRecords) {
    this.within = within;
    this.settledFor = settledFor;
    this.minOccasions = minOccasions;
    this.minRequests = minRequests;
    this.minRecords = minRecords;
  }

  /** Whether the account is known well enough, and neither device nor operator are its own. */
  private boolean isStranger(Login login, AccountTrail state) {
    return state.occasions(login.at()) >= minOccasions
        && state.settledFor(login.at()) >= settledFor.toMillis()
        && !state.isFamiliar(login);
  }

  void observeRequest(Entity account, Login request, AccountTrail state, Signals out) {
    long at = request.at();
    if (state.isFamiliar(request)) {
      return;
    }
    state.requested(request, minRequests);
    if (isStranger(request, state)) {
      state.asked(request);
      if (!state.askedToldAt.isWithin(at)) {
        state.askedToldAt.set(at);
        out.emit(asked(account, request, state.triedFirst(request)));
      }
    }
    int requests = state.requests.total(at);
    if (state.requestsTold.isReached(requests, minRequests, at)) {
      state.requestsTold.set(requests, at);
      out.emit(manyRequests(account, request, requests, state));
    }
  }

  /** Somebody who tried passwords first behaves like an owner who has forgotten it. */
  private Signal asked(Entity account, Login request, boolean triedFirst) {
    return signal(
            triedFirst ? ResetTakeover.REQUEST_AFTER_TRIES : ResetTakeover.REQUEST,
            account,
            request,
            30,
            List.of(
                Condition.fact("device that asked for a reset", "unfamiliar", "unfamiliar"),
                Condition.fact("operator it asked through", "unfamiliar", "unfamiliar")),
            where(request))
        .build()
        .asking(
            request.address() == null ? null : new Entity(SubjectType.ADDRESS, request.address()));
  }

  private Signal manyRequests(Entity account, Login request, int requests, AccountTrail state) {
    long at = request.at();
    long since = Math.max(state.firstRequest.at(), at - AccountTrail.HOUR.toMillis());
    state.requestsNoticed(request, since);
    return requests(account, at, since, state)
        .confidence(Math.min(90, 55 + 2 * requests))
        .because(
            Condition.atLeast(
                    "resets asked for within an hour, none from a familiar place",
                    requests,
                    minRequests,
                    "requests")
                .setBy(Options.MIN_REQUESTS))
        .build();
  }

  private static SignalBuilder requests(Entity account, long at, long since, AccountTrail state) {
    return Signal.of(ResetTakeover.ID, ResetTakeover.REQUESTS, account)
        .at(at)
        .since(since)
        .because(Condition.figure(ResetWords.REQUESTS, state.askedInAll(at), "requests"))
        .events(state.requestEvents.list(at))
        .account(account.id())
        .amounting(state.story.extent(at));
  }

  /** What strangers went on doing: reading, once they have taken something, or asking. */
  Signal report(Entity account, AccountTrail state, long at) {
    Extent inAll = state.story.extent(at);
    return state.isTaken(at)
        ? lost(account, at, state)
            .because(Condition.figure(ResetWords.RECORDS, inAll.records(), "records"))
            .asReport()
            .build()
        : requests(account, at, inAll.since(), state).asReport().build();
  }

  private static SignalBuilder lost(Entity account, long at, AccountTrail state) {
    return Signal.of(ResetTakeover.ID, ResetTakeover.LOST, account)
        .at(at)
        .confidence(95)
        .events(state.readEvents.list(at))
        .account(account.id())
        .note("the data was taken")
        .amounting(state.story.extent(at));
  }

  void observeFailure(Entity account, Login login, AccountTrail state, Signals out) {
    if (isStranger(login, state)) {
      state.failed(login);
    }
  }

  /** A device or operator that gets in without suspicion is one that the account uses. */
  void observeVisit(Entity account, Login login, AccountTrail state, Signals out) {
    boolean isSuspect =
        state.isAskedFor(login.at()) && isStranger(login, state) && !provesOwner(login);
    if (!isSuspect) {
      state.livesWith(login);
    } else if (login.action() == LoginAction.LOGIN) {
      entered(account, login, state, out);
    }
  }

  private static boolean provesOwner(Login login) {
    return login.mfa() || login.method() == LoginMethod.PASSKEY;
  }

  void observeChange(Entity account, Login change, AccountTrail state, Signals out) {
    boolean isPassword = change.action() == LoginAction.PASSWORD_CHANGE;
    if (!isStranger(change, state) || provesOwner(change)) {
      if (isPassword) {
        state.answered(change.at());
      }
      return;
    }
    if (!state.isAskedFor(change.at())) {
      return;
    }
    if (isPassword || !state.enteredAt.isWithin(change.at())) {
      entered(account, change, state, out);
    }
    if (!isPassword) {
      out.emit(
          signal(
                  ResetTakeover.LOST,
                  account,
                  change,
                  95,
                  List.of(
                      Condition.fact(
                          "recovery changed by the one who got in",
                          inWords(change),
                          "a new e-mail address or phone number, or no second factor"),
                      sinceEntry(state, change.at())),
                  inWords(change))
              .build());
    }
  }

  /** For words, which know neither step's time for sure. */
  private static Condition sinceEntry(AccountTrail state, long at) {
    return Condition.fact(
        ResetWords.AFTER_ENTRY, Figures.of(Duration.ofMillis(state.enteredAt.since(at))), "any");
  }

  private static String inWords(Login change) {
    return switch (change.action()) {
      case EMAIL_CHANGE -> "the e-mail address was changed";
      case PHONE_CHANGE -> "the phone number was changed";
      default -> "the second factor was switched off";
    };
  }

  private void entered(Entity account, Login login, AccountTrail state, Signals out) {
    boolean isTold = state.enteredToldAt.isWithin(login.at());
    String who =
        state.hadAsked(login) ? "the device or address that asked" : "another unfamiliar place";
    state.entered(login);
    if (isTold) {
      return;
    }
    state.enteredToldAt.set(login.at());
    boolean isPassword = login.action() == LoginAction.PASSWORD_CHANGE;
    out.emit(
        signal(
                ResetTakeover.ENTERED,
                account,
                login,
                80,
                List.of(
                    Condition.fact(
                        "got in within " + Figures.of(within) + " of the request",
                        who,
                        "an unfamiliar device through an unfamiliar operator"),
                    Condition.fact("second factor or passkey", "none", "none"),
                    Condition.fact(
                            ResetWords.AFTER_REQUEST,
                            Figures.of(Duration.ofMillis(state.sinceAsked(login.at()))),
                            "<= " + Figures.of(within))
                        .setBy(Options.WITHIN)),
                "%s from %s"
                    .formatted(
                        isPassword ? "a new password was set" : "somebody logged in", where(login)))
            .entering(account.id())
            .build());
  }

  void observeCall(Entity account, ApiCall call, AccountTrail state, Signals out) {
    if (!state.enteredAt.isWithin(call.at()) || !state.isIntruders(call)) {
      return;
    }
    boolean isExport = call.operation() == Operation.EXPORT;
    long records = state.read(call);
    if ((!isExport && records < minRecords) || state.takenToldAt.isWithin(call.at())) {
      return;
    }
    state.takenToldAt.set(call.at());
    state.lossNoticed(call);
    Condition taken =
        isExport
            ? Condition.fact("export by the one who got in", call.endpoint(), "any")
            : Condition.atLeast(
                    "records read by the one who got in", records, minRecords, "records")
                .setBy(Options.MIN_RECORDS);
    out.emit(
        signal(
                ResetTakeover.LOST,
                account,
                call,
                95,
                List.of(
                    taken,
                    sinceEntry(state, call.at()),
                    Condition.figure(ResetWords.RECORDS, records, "records")),
                isExport ? "the data was exported" : "people's data was read")
            .amounting(state.story.extent(call.at()))
            .build());
  }

  private static String where(Activity activity) {
    String address = activity.address() == null ? "an unknown address" : activity.address();
    return activity.network() == 0 ? address : address + " on AS" + activity.network();
  }

  private static SignalBuilder signal(
      String kind,
      Entity account,
      Activity activity,
      int confidence,
      List<Condition> conditions,
      String note) {
    return Signal.of(ResetTakeover.ID, kind, account)
        .at(activity.at())
        .confidence(confidence)
        .because(conditions)
        .events(activity.eventId())
        .account(account.id())
        .seenIn(activity)
        .note(note);
  }
}
