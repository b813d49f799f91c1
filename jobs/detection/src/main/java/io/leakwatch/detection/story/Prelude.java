package io.leakwatch.detection.story;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SlidingCount;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.StateParts;
import io.leakwatch.detection.state.Whole;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What a story has to know of the time before it was noticed: how many records left from the first
 * event on, and from when it is worth naming, which personal data, from where, and on whose behalf.
 */
public final class Prelude implements StatePart {

  private static final int NAMED = 3;

  private final SlidingCount records;
  private final Whole dataClasses;
  private final Origins origins;
  private final RecentTexts behalf;
  private final StateParts all;

  /**
   * @param window how far back events count
   * @param panes how many panes it is cut into: records are exact to one of them
   */
  public Prelude(Duration window, int panes) {
    records = new SlidingCount(window, panes);
    dataClasses = new Whole(window);
    origins = new Origins(window);
    behalf = new RecentTexts(NAMED, window);
    all = new StateParts(List.of(records, dataClasses, origins, behalf));
  }

  /** Counts what left: at every event. */
  public void left(Activity activity) {
    records.add(activity.at(), recordsOf(activity));
  }

  /** Notes where from and what: once it is worth naming. */
  public void name(Activity activity) {
    long at = activity.at();
    origins.add(activity);
    int bits = classesOf(activity).bits();
    if (bits != 0) {
      dataClasses.set(dataClasses.get(at) | bits, at);
    }
  }

  /** Notes on whose behalf an app acts; null is nobody's. */
  public void behalf(String account, long at) {
    behalf.add(account, at);
  }

  /** The last few accounts that an app acted for, at most 3. */
  public List<String> behalf(long at) {
    return behalf.list(at);
  }

  /** The addresses so far. */
  public Origins origins() {
    return origins;
  }

  /**
   * The story begins.
   *
   * @param by the activity that it was noticed by, which is already counted here
   * @param since event time of the first event that counted, epoch milliseconds
   * @param events how many counted
   */
  public void begin(Story story, Activity by, long since, long events) {
    long at = by.at();
    story.begin(by, since, events, origins.list(at));
    story.left(records.total(at), DataClasses.ofBits((int) dataClasses.get(at)));
  }

  /** A read of a message's metadata is one record. */
  static int recordsOf(Activity activity) {
    return activity instanceof ApiCall call
        ? call.records()
        : classesOf(activity).isEmpty() ? 0 : 1;
  }

  static DataClasses classesOf(Activity activity) {
    if (activity instanceof ApiCall call) {
      return call.dataClasses();
    }
    return activity instanceof DmActivity dm ? dm.dataClasses() : DataClasses.NONE;
  }

  @Override
  public long endsAt() {
    return all.endsAt();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    all.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    all.read(in);
  }
}
