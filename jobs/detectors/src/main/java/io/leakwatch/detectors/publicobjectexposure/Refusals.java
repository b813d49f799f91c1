package io.leakwatch.detectors.publicobjectexposure;

import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.FirstMoment;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SlidingCounts;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.StateParts;
import io.leakwatch.detection.story.Story;
import io.leakwatch.detection.story.Tally;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Which buckets, and which objects, an address without a login was refused. */
final class Refusals implements StatePart {

  private static final int PANES = 6;
  private static final int FOLLOWED_BUCKETS = 256;
  private static final int FOLLOWED_OBJECTS = 256;
  private static final int BUCKETS_TRIED_BY_KEY = 4;
  private static final int EVENTS = 10;

  final Story guessing;
  final Tally guessed;
  final Story trying;
  final Tally tried;
  private final RecentTexts triedBucket;
  private final int minBuckets;
  private final int minObjects;
  private final DistinctWithin buckets;
  private final DistinctWithin objects;
  private final SlidingCounts objectsOfBucket;
  private final FirstMoment since;
  private final RecentTexts events;
  private final Milestone toldBuckets;
  private final Milestone toldObjects;
  private final StateParts all;

  /**
   * @param minBuckets so many buckets are noticed; while half as many refuse it, it goes on
   * @param minObjects likewise of objects of one bucket
   */
  Refusals(Duration window, int minBuckets, int minObjects, Duration staysOpen) {
    this.minBuckets = minBuckets;
    this.minObjects = minObjects;
    guessing = new Story(staysOpen);
    guessed = new Tally(guessing, 1);
    trying = new Story(staysOpen);
    tried = new Tally(trying, 1);
    triedBucket = new RecentTexts(1, staysOpen);
    buckets = new DistinctWithin(window, PANES, FOLLOWED_BUCKETS);
    objects = new DistinctWithin(window, PANES, FOLLOWED_OBJECTS);
    objectsOfBucket = new SlidingCounts(window, PANES, BUCKETS_TRIED_BY_KEY);
    since = new FirstMoment(window);
    events = new RecentTexts(EVENTS, window);
    toldBuckets = new Milestone(window);
    toldObjects = new Milestone(window);
    all =
        new StateParts(
            List.of(
                buckets,
                objects,
                objectsOfBucket,
                since,
                events,
                toldBuckets,
                toldObjects,
                guessing,
                guessed,
                trying,
                tried,
                triedBucket));
  }

  /** The sooner one of what goes on. */
  long dueAt() {
    long one = guessing.dueAt();
    long other = trying.dueAt();
    return one == NEVER || other == NEVER ? Math.max(one, other) : Math.min(one, other);
  }

  /** The bucket whose objects are tried; null for none. */
  String triedBucket(long at) {
    List<String> bucket = triedBucket.list(at);
    return bucket.isEmpty() ? null : bucket.get(0);
  }

  /**
   * Counts a refused call. That an object is not there counts for its bucket's name only: dead
   * links to single objects are everywhere.
   */
  void count(ApiCall call) {
    long at = call.at();
    since.touch(at);
    long bucket = Hashes.of(call.resourceName());
    buckets.add(bucket, at, 0);
    boolean gone = call.status() == 404;
    if (!gone && objects.add(Hashes.of(call.target()), at, markOf(call.resourceName())) == 1) {
      objectsOfBucket.add(bucket, at, 0);
    }
    if (buckets.size() + objects.size() > EVENTS) {
      events.add(call.eventId(), at); // most addresses follow a dead link or two, and no more
    }
    goOn(call, gone);
  }

  private void goOn(ApiCall call, boolean gone) {
    long at = call.at();
    String bucket = call.resourceName();
    if (guessing.isOn(at) && 2 * buckets(at) >= minBuckets) {
      guessing.countWithoutData(call);
      guessed.addUnnamed(bucket, at, 0);
    }
    if (trying.isOn(at)
        && !gone
        && bucket.equals(triedBucket(at))
        && 2 * objects(bucket, at) >= minObjects) {
      trying.countWithoutData(call);
      triedBucket.add(bucket, at);
      tried.addUnnamed(call.target(), at, 0);
    }
  }

  /** Names of buckets are guessed. */
  void noticedGuessing(ApiCall call, long from) {
    if (!guessing.isOn(call.at())) {
      guessing.begin(call, from, buckets(call.at()));
      guessed.begin(buckets, call.at(), (times, marks) -> true, List.of());
    }
    guessing.reported(call.at());
  }

  /**
   * Objects of a bucket are tried; of several buckets one at a time is followed.
   *
   * @return whether it is this one
   */
  boolean noticedTrying(ApiCall call, long from) {
    long at = call.at();
    String bucket = call.resourceName();
    if (!trying.isOn(at)) {
      triedBucket.add(bucket, at);
      trying.begin(call, from, objects(bucket, at));
      tried.begin(objects, at, (times, marks) -> marks == markOf(bucket), List.of());
    }
    boolean isFollowed = bucket.equals(triedBucket(at));
    if (isFollowed) {
      trying.reported(at);
    }
    return isFollowed;
  }

  /** Seven bits of a bucket's name, by which its objects are known again: never 0. */
  private static int markOf(String bucket) {
    return 0x80 | (int) (Hashes.of(bucket) & 0x7F);
  }

  /** Different buckets that refused it. */
  long buckets(long at) {
    return buckets.distinct(at);
  }

  /** Different objects of this bucket that it was refused. */
  long objects(String bucket, long at) {
    return objectsOfBucket.total(Hashes.of(bucket), at);
  }

  /** Whether this many are worth an alert: each time they have grown by a quarter. */
  boolean areBucketsNews(long threshold, long at) {
    return isNews(toldBuckets, buckets(at), threshold, at);
  }

  boolean areObjectsNews(String bucket, long threshold, long at) {
    return isNews(toldObjects, objects(bucket, at), threshold, at);
  }

  private static boolean isNews(Milestone told, long size, long threshold, long at) {
    boolean news = told.isReached(size, threshold, at);
    if (news) {
      told.set(size, at);
    }
    return news;
  }

  long since() {
    return since.at();
  }

  List<String> events(long at) {
    return events.list(at);
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
