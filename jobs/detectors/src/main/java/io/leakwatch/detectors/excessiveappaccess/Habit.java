package io.leakwatch.detectors.excessiveappaccess;

import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.VarInts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/**
 * How many accounts an app reads for each of its users, and in its busiest hour, whatever time of
 * day it is. The first day is learnt as it is; from then on neither moves by more than a factor of
 * 1.41 a day, so that a slow increase does not become the habit.
 */
final class Habit implements StatePart {

  private static final long HOUR_MS = Duration.ofHours(1).toMillis();
  private static final int DAY = 24;
  private static final double MOST_A_DAY = Math.sqrt(2);
  private static final double MOST_AN_HOUR = 1.09;
  private static final double DECAY_A_DAY = 0.95;

  private final long lifeHours;
  private final int noise;
  private long first = NEVER;
  private long open;
  private long accounts;
  private long users;
  private int hours;
  private double perUser = 1;
  private double busiest;
  private long day;
  private double perUserBefore = 1;
  private double busiestBefore;

  /**
   * @param life it is forgotten when nothing was read for so long
   * @param noise a busiest hour up to this is learnt as it is
   */
  Habit(Duration life, int noise) {
    this.lifeHours = life.toHours();
    this.noise = noise;
  }

  /** The figures of the hour have come to this; those of an earlier hour are nothing. */
  void reaches(long accountsNow, long usersNow, long at) {
    long hour = Math.floorDiv(at, HOUR_MS);
    if (first == NEVER || hour - open > lifeHours) {
      first = hour;
      open = hour;
      day = Math.floorDiv(hour, DAY);
      accounts = 0;
      users = 0;
      hours = 0;
      perUser = 1;
      busiest = 0;
    }
    if (hour > open) {
      learn();
      begin(hour);
    }
    if (hour == open) {
      accounts = Math.max(accounts, accountsNow);
      users = Math.max(users, usersNow);
    }
  }

  private void begin(long hour) {
    open = hour;
    accounts = 0;
    users = 0;
    long today = Math.floorDiv(hour, DAY);
    if (today > day) {
      busiest *= Math.pow(DECAY_A_DAY, (double) (today - day));
      day = today;
      perUserBefore = perUser;
      busiestBefore = busiest;
    }
  }

  private void learn() {
    double seen = Math.max(1, (double) accounts / Math.max(1, users));
    if (open - first < DAY) {
      perUser = Math.exp((Math.log(perUser) * hours + Math.log(seen)) / (hours + 1));
      hours++;
      perUserBefore = perUser;
      busiest = Math.max(busiest, (double) accounts);
      busiestBefore = busiest;
      return;
    }
    double next = within(seen, perUser / MOST_AN_HOUR, perUser * MOST_AN_HOUR);
    perUser = Math.max(1, within(next, perUserBefore / MOST_A_DAY, perUserBefore * MOST_A_DAY));
    double most = Math.max(noise, busiestBefore * MOST_A_DAY);
    busiest = Math.max(busiest, Math.min((double) accounts, most));
  }

  private static double within(double value, double low, double high) {
    return Math.max(low, Math.min(high, value));
  }

  /** Accounts that it reads for each user in an ordinary hour, 1 or more. */
  double perUser() {
    return perUser;
  }

  /** Accounts that it reads in its busiest hour. */
  double busiest() {
    return busiest;
  }

  @Override
  public long endsAt() {
    return first == NEVER ? NEVER : (open + 1 + lifeHours) * HOUR_MS;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    VarInts.write(first, out);
    VarInts.write(open - first, out);
    VarInts.write(accounts, out);
    VarInts.write(users, out);
    VarInts.write(hours, out);
    VarInts.write(day, out);
    out.writeDouble(perUser);
    out.writeDouble(busiest);
    out.writeDouble(perUserBefore);
    out.writeDouble(busiestBefore);
  }

  @Override
  public void read(DataInput in) throws IOException {
    first = VarInts.read(in);
    open = first + VarInts.read(in);
    accounts = VarInts.read(in);
    users = VarInts.read(in);
    hours = (int) VarInts.read(in);
    day = VarInts.read(in);
    perUser = in.readDouble();
    busiest = in.readDouble();
    perUserBefore = in.readDouble();
    busiestBefore = in.readDouble();
  }
}
