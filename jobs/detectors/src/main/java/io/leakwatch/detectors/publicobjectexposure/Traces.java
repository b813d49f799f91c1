package io.leakwatch.detectors.publicobjectexposure;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.FirstMoment;
import io.leakwatch.detection.state.Milestone;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.Whole;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.story.RecordsByClass;
import io.leakwatch.detection.story.Story;
import io.leakwatch.detection.story.Tally;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;

/**
 * What is remembered of a bucket that handed personal data to anybody. Buckets of pictures have
 * none, unless somebody read their list.
 */
final class Traces extends SensorState {

  // Facts that update the alert once each; below them are the bits of the data classes.
  static final int READ = 1 << 9;
  static final int LISTED = 1 << 10;
  static final int MANY_RECORDS = 1 << 11;

  private static final int PANES = 6;
  private static final int FOLLOWED_OBJECTS = 256;
  private static final int FOLLOWED_ADDRESSES = 256;
  private static final int NAMED_OBJECTS = BucketWords.MOST_NAMED;

  final RecentTexts objectNames;
  final RecentTexts events;

  /** Of an address: what it was refused. */
  final Refusals refusals;

  final Story story;
  final RecordsByClass byClass;
  private final Tally objectsInAll;
  private final FirstMoment since;
  private final Whole facts;
  private final Whole reads;
  private final Whole records;
  private final DistinctWithin objects;
  private final DistinctWithin addresses;
  private final Milestone toldRecords;
  private final Milestone toldAddresses;

  Traces(Duration remembered, Refusals refusals, Duration staysOpen) {
    since = new FirstMoment(remembered);
    facts = new Whole(remembered);
    reads = new Whole(remembered);
    records = new Whole(remembered);
    objects = new DistinctWithin(remembered, PANES, FOLLOWED_OBJECTS);
    addresses = new DistinctWithin(remembered, PANES, FOLLOWED_ADDRESSES);
    objectNames = new RecentTexts(NAMED_OBJECTS, remembered);
    events = new RecentTexts(Signal.MOST_EVENTS, remembered);
    toldRecords = new Milestone(remembered);
    toldAddresses = new Milestone(remembered);
    this.refusals = refusals;
    story = new Story(staysOpen);
    byClass = new RecordsByClass(story);
    objectsInAll = new Tally(story, Extent.MOST_IDS);
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(
        since,
        facts,
        reads,
        records,
        objects,
        addresses,
        objectNames,
        events,
        toldRecords,
        toldAddresses,
        refusals,
        story,
        byClass,
        objectsInAll);
  }

  /** An entity is a bucket or an address. */
  @Override
  public long dueAt() {
    return Math.max(story.dueAt(), refusals.dueAt());
  }

  static boolean isListing(ApiCall call) {
    return call.operation() == Operation.LIST || call.operation() == Operation.SEARCH;
  }

  /** Counts an answered call, which is a listing or held personal data. */
  void count(ApiCall call, boolean personal) {
    long at = call.at();
    since.touch(at);
    learn(isListing(call) ? LISTED : 0, at);
    if (!personal) {
      return;
    }
    learn(READ | call.dataClasses().bits(), at);
    reads.set(reads.get(at) + 1, at);
    addresses.add(Hashes.of(call.address()), at, 0);
    events.add(call.eventId(), at);
    goOn(call);
    boolean again = !isListing(call) && objects.add(Hashes.of(call.target()), at, 0) > 1;
    if (!again) {
      long more = Math.max(1, call.records());
      records.set(records.get(at) + more, at);
      story.left(more, call.dataClasses());
      byClass.left(more, call.dataClasses());
      objectNames.add(isListing(call) ? null : objectName(call.target()), at);
    }
  }

  private void goOn(ApiCall call) {
    if (story.isOn(call.at())) {
      story.countWithoutData(call);
    } else {
      story.begin(call, call.at(), 1);
      byClass.begin();
      objectsInAll.begin();
    }
    objectsInAll.add(isListing(call) ? null : call.target(), call.at(), 0);
  }

  /** How far it went so far. */
  Extent inAll(long at) {
    return story
        .extent(at)
        .touching(SubjectType.RESOURCE, objectsInAll.names(), objectsInAll.count());
  }

  private static String objectName(String target) {
    return target == null ? null : target.substring(target.indexOf('/') + 1);
  }

  /**
   * Adds a fact to those that are known.
   *
   * @return whether it is new
   */
  boolean learn(int fact, long at) {
    long known = facts.get(at);
    facts.set(known | fact, at);
    return (known | fact) != known;
  }

  boolean has(int fact, long at) {
    return (facts.get(at) & fact) != 0;
  }

  int facts(long at) {
    return (int) facts.get(at);
  }

  /** Whether its records or its readers have grown by a quarter since the last alert. */
  boolean hasGrown(long at) {
    boolean more = toldRecords.isReached(records(at), 1, at);
    boolean wider = toldAddresses.isReached(addresses(at), 1, at);
    if (more || wider) {
      toldRecords.set(records(at), at);
      toldAddresses.set(addresses(at), at);
    }
    return more || wider;
  }

  DataClasses dataClasses(long at) {
    return DataClasses.ofBits(facts(at) & READ - 1);
  }

  /** When it was first seen open, epoch milliseconds. */
  long since() {
    return since.at();
  }

  long reads(long at) {
    return reads.get(at);
  }

  /**
   * Records in the objects that were read, each object once; one without a number counts as one.
   */
  long records(long at) {
    return records.get(at);
  }

  long objects(long at) {
    return objects.distinct(at);
  }

  long addresses(long at) {
    return addresses.distinct(at);
  }
}
