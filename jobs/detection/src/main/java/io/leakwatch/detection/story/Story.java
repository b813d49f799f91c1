package io.leakwatch.detection.story;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.KeyCondition;
import io.leakwatch.detection.state.PackedText;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.StateParts;
import io.leakwatch.detection.state.VarInts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a sensor goes on counting of something once it was noticed, so that the last that an alert
 * says is what it came to in all, and not what the window held when it was last looked at. It lasts
 * as long as the alert is open. Before something is noticed it takes no room.
 *
 * <p>What was counted since it was last reported is reported after a while: at a moment in event
 * time that hangs on what was counted alone, so that every run says the same.
 */
public final class Story implements StatePart {

  /** A report waits so long at first, and then a quarter of how long the story goes on. */
  private static final long SHORTEST_WAIT = Duration.ofMinutes(1).toMillis();

  private static final long LONGEST_WAIT = Duration.ofMinutes(15).toMillis();

  /** Accounts and addresses are counted one by one up to here; beyond, a sample of them is. */
  static final int FOLLOWED = 512;

  /** For ever: keys of the whole time that event times can have share a pane. */
  static final Duration ALL_TIME = Duration.ofDays(200 * 365);

  private final long lifeMillis;
  private long reportedAt = NEVER;
  private long since;
  private long last;
  private long events;
  private long records;
  private int dataClasses;
  private boolean grew;
  private DistinctWithin accounts;
  private Origins origins;
  private List<String> clients;
  private List<String> sessions;

  /**
   * @param life how long it lasts after it was last reported
   */
  public Story(Duration life) {
    lifeMillis = life.toMillis();
  }

  /** Whether it was noticed, and is not over. */
  public boolean isOn(long at) {
    return reportedAt != NEVER && at - reportedAt <= lifeMillis;
  }

  /**
   * It was noticed by this activity, and all that counted before came from the same address.
   *
   * @param since event time of the first event that counted, epoch milliseconds
   * @param events how many counted, this one included
   */
  public void begin(Activity by, long since, long events) {
    Source source = Extent.sourceOf(by);
    begin(by, since, events, source == null ? List.of() : List.of(source.since(since, events)));
  }

  /**
   * It was noticed by this activity.
   *
   * @param since event time of the first event that counted, epoch milliseconds
   * @param events how many counted, this one included
   * @param from where they came from, as far as that is known
   */
  public void begin(Activity by, long since, long events, List<Source> from) {
    begin(by.at(), since, events, from);
    name(by.client(), clients);
    name(by.session(), sessions);
  }

  /**
   * It was noticed.
   *
   * @param since event time of the first event that counted, epoch milliseconds
   * @param events how many counted, the one that it was noticed by included
   * @param from where they came from, as far as that is known
   */
  public void begin(long at, long since, long events, List<Source> from) {
    reportedAt = at;
    this.since = since;
    this.last = at;
    this.events = events;
    records = 0;
    dataClasses = 0;
    grew = false;
    accounts = new DistinctWithin(ALL_TIME, 1, FOLLOWED);
    origins = new Origins(ALL_TIME, FOLLOWED);
    from.forEach(origins::add);
    clients = new ArrayList<>(0);
    sessions = new ArrayList<>(0);
  }

  /**
   * Accounts that the window held in which it was noticed were touched, too: right after {@link
   * #begin}.
   *
   * @param which those that count
   */
  public void touchAll(DistinctWithin window, long at, KeyCondition which) {
    accounts.addAll(window, at, which);
  }

  /**
   * It came from addresses that the window held in which it was noticed, too, of which only hashes
   * are known: right after {@link #begin}.
   *
   * @param which those that count
   */
  public void cameFromAll(DistinctWithin window, long at, KeyCondition which) {
    origins.addAll(window, at, which);
  }

  /** One more event counts, and so does what left with it; nothing while it is not on. */
  public void count(Activity activity) {
    if (isOn(activity.at())) {
      countWithoutData(activity);
      left(Prelude.recordsOf(activity), Prelude.classesOf(activity));
    }
  }

  /** The same where what left must be counted otherwise, as by {@link #left}. */
  public void countWithoutData(Activity activity) {
    long at = activity.at();
    if (!isOn(at)) {
      return;
    }
    events++;
    since = Math.min(since, at);
    last = Math.max(last, at);
    grew = true;
    origins.add(activity);
    name(activity.client(), clients);
    name(activity.session(), sessions);
  }

  /** More events counted, of which only the number is known; nothing while it is not on. */
  public void more(long events, long at) {
    if (isOn(at) && events > 0) {
      this.events += events;
      last = Math.max(last, at);
      grew = true;
    }
  }

  /** Records left, with an event that counted. */
  public void left(long records, DataClasses classes) {
    this.records += records;
    dataClasses |= classes.bits();
  }

  /** An account was touched; null is none. Nothing while it is not on. */
  public void touch(String account, long at) {
    if (account != null && isOn(at)) {
      accounts.add(Hashes.of(account), at, 0);
    }
  }

  private static void name(String name, List<String> among) {
    if (name != null && among.size() < Extent.MOST_NAMED) {
      String kept = RecentTexts.cut(name);
      if (!among.contains(kept)) {
        among.add(kept);
      }
    }
  }

  /** What it came to so far; {@link Extent#NONE} where it is not on. */
  public Extent extent(long at) {
    if (!isOn(at)) {
      return Extent.NONE;
    }
    return new Extent(
            since,
            last,
            events,
            accounts.distinct(last),
            accounts.isExact() && origins.isExact(),
            List.of(),
            0,
            List.copyOf(clients),
            List.copyOf(sessions),
            dataClasses,
            records,
            null)
        .from(origins.list(last), origins.count(last));
  }

  /** It was reported, as it is now. */
  public void reported(long at) {
    if (isOn(at)) {
      reportedAt = Math.max(reportedAt, at);
      grew = false;
    }
  }

  /**
   * When what it grew by is to be reported, epoch milliseconds; {@link #NEVER} for nothing. After a
   * silence that is at once: a report of the past would be out of turn, and the story would be over
   * before its time.
   */
  public long dueAt() {
    if (reportedAt == NEVER || !grew) {
      return NEVER;
    }
    long wait = Math.max(SHORTEST_WAIT, Math.min(LONGEST_WAIT, (reportedAt - since) / 4));
    return Math.max(last, reportedAt + Math.min(wait, lifeMillis));
  }

  @Override
  public long endsAt() {
    return reportedAt == NEVER ? NEVER : reportedAt + lifeMillis;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    VarInts.write(reportedAt, out);
    VarInts.write(reportedAt - since, out);
    VarInts.write(last - since, out);
    VarInts.write(events, out);
    VarInts.write(records, out);
    VarInts.write(dataClasses, out);
    out.writeBoolean(grew);
    parts().write(out);
    writeNames(clients, out);
    writeNames(sessions, out);
  }

  private StateParts parts() {
    return new StateParts(List.of(accounts, origins));
  }

  private static void writeNames(List<String> names, DataOutput out) throws IOException {
    VarInts.write(names.size(), out);
    for (String name : names) {
      PackedText.write(name, out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    long at = VarInts.read(in);
    begin(at, at - VarInts.read(in), 0, List.of());
    last = since + VarInts.read(in);
    events = VarInts.read(in);
    records = VarInts.read(in);
    dataClasses = VarInts.readInt(in);
    grew = in.readBoolean();
    parts().read(in);
    readNames(clients, in);
    readNames(sessions, in);
  }

  private static void readNames(List<String> names, DataInput in) throws IOException {
    int count = VarInts.readCount(in);
    for (int i = 0; i < count; i++) {
      names.add(PackedText.read(in));
    }
  }
}
