package io.leakwatch.detectors.excessiveappaccess;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.state.SeasonalBaseline.Usual;
import java.util.List;

/**
 * What an app reads in this hour, beside what it usually does.
 *
 * @param accounts accounts read so far
 * @param users users on whose behalf
 * @param newcomers those of them that came in the last weeks
 * @param usual what is usual at this hour
 * @param perUser accounts that it usually reads for each user
 * @param reference what it is measured by: this hour's usual, or its busiest hour
 */
record Load(
    long accounts, long users, double newcomers, Usual usual, double perUser, double reference) {

  /** Figures that the words need; they stand in the evidence under these names. */
  static final String TIMES = "times what is usual";

  static final String REFERENCE = "accounts an hour that count as usual";
  static final String TAKEN_FROM = "usual taken from";

  /**
   * The hour so far.
   *
   * @param usualWork up to so many times the usual accounts a user it does its usual work: then the
   *     measure is its busiest hour, because a run may come at another time, or people all at once
   */
  static Load of(AppPast state, long at, double usualWork) {
    long accounts = state.accounts(at);
    long users = state.users(at);
    Usual usual = state.usual.usual(at);
    double perUser = state.habit.perUser();
    boolean worksAsUsual = (double) accounts / users <= usualWork * perUser;
    double reference =
        worksAsUsual ? Math.max(usual.value(), state.habit.busiest()) : usual.value();
    return new Load(accounts, users, state.newcomers(at), usual, perUser, Math.max(1, reference));
  }

  /** Accounts read, without what the newcomers explain: each brings as many as any user does. */
  double beyondNewcomers() {
    return accounts - newcomers * perUser;
  }

  double timesUsual() {
    return beyondNewcomers() / reference;
  }

  List<Condition> conditions(double factor, int minAccounts) {
    return List.of(
        Condition.figure("accounts read in this hour", accounts, "accounts"),
        Condition.atLeast(
                "accounts read in this hour, beyond what newcomers bring",
                Math.round(beyondNewcomers()),
                minAccounts,
                "accounts")
            .setBy(Options.MIN_ACCOUNTS),
        Condition.atLeast(TIMES, timesUsual(), factor, "times").setBy(Options.FACTOR),
        Condition.figure(REFERENCE, Math.round(reference), "accounts"),
        Condition.fact(TAKEN_FROM, measure(), "any"),
        Condition.figure("accounts a user usually", Math.round(perUser), "accounts"),
        Condition.figure("users in this hour", users, "users"),
        Condition.figure("newcomers among them", Math.round(newcomers), "users"));
  }

  /** What it is measured by. Any of these hours may be one of the attack's own. */
  private String measure() {
    return reference > Math.max(1, usual.value())
        ? "its busiest hour so far"
        : switch (usual.basis()) {
          case HOUR_OF_WEEK -> "this hour of the week and the hours beside it";
          case HOUR_OF_DAY -> "this hour of the day and the hours beside it";
          default -> "all its hours so far";
        };
  }
}
