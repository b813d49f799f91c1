package io.leakwatch.detectors.resettakeover;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What an account loses once strangers are in. Of an account that is known well, any loss is one.
 * Of another they are put together, because its owner, too, may come with a new phone, give a new
 * address and look around.
 */
final class Losses {

  private static final int CONTACT = 1;
  private static final int FACTOR = 2;
  private static final int SOME_DATA = 4;
  private static final int MUCH_DATA = 8;

  private final int minRecords;

  Losses(int minRecords) {
    this.minRecords = minRecords;
  }

  /**
   * How much is lost: contact and second factor 1 each, data 2. A little data is 1 beside another
   * loss, and nothing by itself.
   */
  static int weight(long lost) {
    int recovery = ((lost & CONTACT) != 0 ? 1 : 0) + ((lost & FACTOR) != 0 ? 1 : 0);
    if ((lost & MUCH_DATA) != 0) {
      return recovery + 2;
    }
    return recovery + ((lost & SOME_DATA) != 0 && recovery > 0 ? 1 : 0);
  }

  void recoveryChanged(Entity account, Login change, AccountTrail state, Signals out) {
    state.lost(change, change.action() == LoginAction.MFA_DISABLE ? FACTOR : CONTACT);
    state.changeEvents.add(change.eventId(), change.at());
    out.emit(
        TakeoverSteps.signal(
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
            .because(weighed(state, change.at()))
            .events(events(change, state))
            .entering(entered(account, state, change.at()))
            .build());
  }

  private static String inWords(Login change) {
    return switch (change.action()) {
      case EMAIL_CHANGE -> "the e-mail address was changed";
      case PHONE_CHANGE -> "the phone number was changed";
      default -> "the second factor was switched off";
    };
  }

  /** For words, which know neither step's time for sure. */
  private static Condition sinceEntry(AccountTrail state, long at) {
    return Condition.fact(
        ResetWords.AFTER_ENTRY, Figures.of(Duration.ofMillis(state.enteredAt.since(at))), "any");
  }

  /** Of an account that is not known well, only a loss says that somebody else got in. */
  private static String[] entered(Entity account, AccountTrail state, long at) {
    return state.surelyAskedAt.isWithin(at) ? new String[0] : new String[] {account.id()};
  }

  /** Of an account that is not known well, all that is weighed: the changes before as well. */
  private static List<String> events(Activity last, AccountTrail state) {
    if (state.surelyAskedAt.isWithin(last.at())) {
      return List.of(last.eventId());
    }
    List<String> events = new ArrayList<>(state.changeEvents.list(last.at()));
    if (!events.contains(last.eventId())) {
      events.add(last.eventId());
    }
    return events;
  }

  /** Of an account that is known well nothing has to be weighed. */
  private static List<Condition> weighed(AccountTrail state, long at) {
    if (state.surelyAskedAt.isWithin(at)) {
      return List.of();
    }
    List<String> parts = new ArrayList<>();
    long lost = state.lost(at);
    if ((lost & CONTACT) != 0) {
      parts.add("e-mail address or phone number");
    }
    if ((lost & FACTOR) != 0) {
      parts.add("second factor");
    }
    if ((lost & (SOME_DATA | MUCH_DATA)) != 0) {
      parts.add((lost & MUCH_DATA) != 0 ? ResetWords.DATA : "a little data");
    }
    return List.of(
        Condition.figure(ResetWords.WEIGHT, weight(lost), ""),
        Condition.fact(ResetWords.LOST, String.join(", ", parts), "any"));
  }

  void called(Entity account, ApiCall call, AccountTrail state, Signals out) {
    long at = call.at();
    if (!state.enteredAt.isWithin(at) || !state.isIntruders(call)) {
      return;
    }
    boolean isExport = call.operation() == Operation.EXPORT;
    long records = state.read(call);
    if (!isExport && records < minRecords) {
      return;
    }
    boolean isMore = state.lost(call, records < minRecords ? SOME_DATA : MUCH_DATA);
    if (state.takenToldAt.isWithin(at) && !(isMore && !state.surelyAskedAt.isWithin(at))) {
      return;
    }
    state.takenToldAt.set(at);
    state.lossNoticed(call);
    out.emit(taken(account, call, records, state));
  }

  private Signal taken(Entity account, ApiCall call, long records, AccountTrail state) {
    boolean isExport = call.operation() == Operation.EXPORT;
    Condition taken =
        isExport
            ? Condition.fact("export by the one who got in", call.endpoint(), "any")
            : Condition.atLeast(
                    "records read by the one who got in", records, minRecords, "records")
                .setBy(Options.MIN_RECORDS);
    return TakeoverSteps.signal(
            ResetTakeover.LOST,
            account,
            call,
            95,
            List.of(
                taken,
                sinceEntry(state, call.at()),
                Condition.figure(ResetWords.RECORDS, records, "records")),
            isExport ? "the data was exported" : "people's data was read")
        .because(weighed(state, call.at()))
        .amounting(state.story.extent(call.at()))
        .events(events(call, state))
        .entering(entered(account, state, call.at()))
        .build();
  }

  /** What strangers went on reading. */
  static Signal report(Entity account, AccountTrail state, long at) {
    Extent inAll = state.story.extent(at);
    return Signal.of(ResetTakeover.ID, ResetTakeover.LOST, account)
        .at(at)
        .confidence(95)
        .events(state.readEvents.list(at))
        .account(account.id())
        .note("the data was taken")
        .amounting(inAll)
        .because(Condition.figure(ResetWords.RECORDS, inAll.records(), "records"))
        .because(weighed(state, at))
        .asReport()
        .build();
  }

  /** Where an activity came from, for people. */
  static String where(Activity activity) {
    String address = activity.address() == null ? "an unknown address" : activity.address();
    return activity.network() == 0 ? address : address + " on AS" + activity.network();
  }
}
