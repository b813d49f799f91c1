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
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;

/** What strangers do to one account, step by step. */
final class TakeoverSteps {

  private final Duration within;
  private final Stranger.Judge judge;
  private final int minRequests;
  private final Losses losses;

  TakeoverSteps(Duration within, Stranger.Judge judge, int minRequests, Losses losses) {
    this.within = within;
    this.judge = judge;
    this.minRequests = minRequests;
    this.losses = losses;
  }

  private boolean isStranger(Login login, AccountTrail state) {
    return judge.of(login, state) != Stranger.NO;
  }

  void observeRequest(Entity account, Login request, AccountTrail state, Signals out) {
    long at = request.at();
    if (state.isFamiliar(request)) {
      return;
    }
    state.requested(request, minRequests);
    Stranger stranger = judge.of(request, state);
    if (stranger != Stranger.NO) {
      state.asked(request, stranger);
      if (!state.askedToldAt.isWithin(at)) {
        state.askedToldAt.set(at);
        out.emit(asked(account, request, stranger, state));
      }
    }
    int requests = state.requests.total(at);
    if (state.requestsTold.isReached(requests, minRequests, at)) {
      state.requestsTold.set(requests, at);
      out.emit(manyRequests(account, request, requests, state));
    }
  }

  private Signal asked(Entity account, Login request, Stranger stranger, AccountTrail state) {
    return signal(
            kind(stranger, state.triedFirst(request)),
            account,
            request,
            stranger == Stranger.SURELY ? 30 : 15,
            List.of(
                Condition.fact("device that asked for a reset", "unfamiliar", "unfamiliar"),
                Condition.fact("operator it asked through", "unfamiliar", "unfamiliar")),
            Losses.where(request))
        .build()
        .asking(
            request.address() == null ? null : new Entity(SubjectType.ADDRESS, request.address()));
  }

  /** Somebody who tried passwords first behaves like an owner who has forgotten it. */
  private static String kind(Stranger stranger, boolean triedFirst) {
    if (stranger == Stranger.SURELY) {
      return triedFirst ? ResetTakeover.REQUEST_AFTER_TRIES : ResetTakeover.REQUEST;
    }
    return triedFirst ? ResetTakeover.DOUBTFUL_AFTER_TRIES : ResetTakeover.DOUBTFUL_REQUEST;
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
        ? Losses.report(account, state, at)
        : requests(account, at, inAll.since(), state).asReport().build();
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
      losses.recoveryChanged(account, change, state, out);
    }
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
                confidence(login.at(), state),
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
                        isPassword ? "a new password was set" : "somebody logged in",
                        Losses.where(login)))
            .because(howWellKnown(login.at(), state))
            .entering(
                state.surelyAskedAt.isWithin(login.at())
                    ? new String[] {account.id()}
                    : new String[0])
            .build());
  }

  /** The less is known of an account, the more somebody new may be its owner. */
  private static int confidence(long at, AccountTrail state) {
    return state.surelyAskedAt.isWithin(at) ? 80 : 25 + Math.min(20, 2 * state.occasions(at));
  }

  private static List<Condition> howWellKnown(long at, AccountTrail state) {
    return state.surelyAskedAt.isWithin(at)
        ? List.of()
        : List.of(Condition.figure(ResetWords.OCCASIONS, state.occasions(at), "occasions"));
  }

  void observeCall(Entity account, ApiCall call, AccountTrail state, Signals out) {
    losses.called(account, call, state, out);
  }

  static SignalBuilder signal(
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
