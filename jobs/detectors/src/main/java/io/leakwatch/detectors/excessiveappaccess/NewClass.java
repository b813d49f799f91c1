package io.leakwatch.detectors.excessiveappaccess;

import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.FirstMoment;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.Whole;
import java.time.Duration;
import java.util.List;

/** What an app read lately of classes of data that are new to it. */
final class NewClass {

  private static final int HOURS_LATELY = 6;
  private static final int FOLLOWED = 256;

  /** Mark of an account: somebody else's than the user's. */
  private static final int FOREIGN = 1;

  /** Mark of what is no account. */
  private static final int OBJECT = 2;

  final DistinctWithin accounts;
  final Milestone told;
  private final Whole classes;
  private final Whole calls;
  private final Whole records;
  private final FirstMoment first;

  NewClass(Duration lately) {
    accounts = new DistinctWithin(lately, HOURS_LATELY, FOLLOWED);
    told = new Milestone(lately);
    classes = new Whole(lately);
    calls = new Whole(lately);
    records = new Whole(lately);
    first = new FirstMoment(lately);
  }

  List<StatePart> parts() {
    return List.of(accounts, told, classes, calls, records, first);
  }

  /** A call read these classes, which are new. */
  void read(ApiCall call, DataClasses unfamiliar) {
    long at = call.at();
    String owner = Noticed.owner(call);
    boolean isForeign = call.account() == null || !owner.equals(call.account());
    int marks = (isForeign ? FOREIGN : 0) | (Noticed.account(call) == null ? OBJECT : 0);
    accounts.add(Hashes.of(owner), at, marks);
    classes.set(classes.get(at) | unfamiliar.bits(), at);
    calls.set(calls.get(at) + 1, at);
    records.set(records.get(at) + call.records(), at);
    first.touch(at);
  }

  static boolean isAccount(int times, int marks) {
    return (marks & OBJECT) == 0;
  }

  /** Accounts of whose data it read a new class. */
  long accounts(long at) {
    return accounts.distinct(at);
  }

  /** Those of them that are not the user on whose behalf it was read. */
  long foreign(long at) {
    return accounts.distinct(at, (times, marks) -> (marks & FOREIGN) != 0);
  }

  /** When it began to, epoch milliseconds. */
  long since() {
    return first.at();
  }

  DataClasses classes(long at) {
    return DataClasses.ofBits((int) classes.get(at));
  }

  long calls(long at) {
    return calls.get(at);
  }

  long records(long at) {
    return records.get(at);
  }
}
