package io.leakwatch.detectors.publicobjectexposure;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A bucket hands personal data to anybody who asks, without a login. */
public final class PublicObjectExposure implements Detector<Traces> {

  static final Option<Integer> MANY_RECORDS =
      Option.whole("many-records", 500, "records")
          .between(2, 1_000_000_000)
          .because(
              "From so many records in the objects read on it is CRITICAL. From 500 people on,"
                  + " HIPAA and California's breach law want the authorities told.");
  static final Option<Duration> REMEMBERED_FOR =
      Option.duration("remembered-for", Duration.ofDays(30))
          .between(Duration.ofHours(1), Duration.ofDays(365))
          .because(
              "How long after its last exposure a bucket is remembered and its alert stays open."
                  + " Search engines come back within a month: what they then read is the same"
                  + " finding.");
  static final Option<Duration> REFUSAL_WINDOW =
      Option.duration("refusal-window", Duration.ofHours(1))
          .between(Duration.ofMinutes(1), Duration.ofDays(1))
          .because(
              "How far back refusals count. Tools that guess names work through their lists in"
                  + " minutes.");
  static final Option<Integer> MIN_BUCKETS_REFUSED =
      Option.whole("min-buckets-refused", 20, "buckets")
          .between(3, 100_000)
          .because(
              "Different buckets that refuse one address. A platform has a handful of public ones,"
                  + " so links that went stale lead to a handful; lists of guessed names have"
                  + " hundreds.");
  static final Option<Integer> MIN_OBJECTS_REFUSED =
      Option.whole("min-objects-refused", 50, "objects")
          .between(3, 100_000)
          .because(
              "Different objects of one bucket that one address is refused. A mail gateway that"
                  + " checks old newsletters meets a dozen expired links.");

  /** A time alone is no secret; of classes that are not known nothing is. */
  private static final DataClasses PERSONAL =
      DataClasses.of(
          DataClass.EMAIL,
          DataClass.PHONE,
          DataClass.PASSWORD_HASH,
          DataClass.LOCATION,
          DataClass.IP_ADDRESS,
          DataClass.MESSAGE_METADATA,
          DataClass.CONTACT_GRAPH);

  public static final DetectorType TYPE =
      new DetectorType(
          new DetectorProfile(
              "public-object-exposure",
              1,
              "Public object exposure",
              "A bucket hands objects with personal data to anybody, without a login.",
              List.of(SubjectType.RESOURCE, SubjectType.ADDRESS),
              Severity.HIGH,
              List.of("T1530"),
              List.of(DetectorProfile.API_EVENTS)),
          List.of(
              MANY_RECORDS,
              REMEMBERED_FOR,
              REFUSAL_WINDOW,
              MIN_BUCKETS_REFUSED,
              MIN_OBJECTS_REFUSED),
          PublicObjectExposure::new);

  private final int manyRecords;
  private final Duration rememberedFor;
  private final Duration refusalWindow;
  private final int minBuckets;
  private final int minObjects;

  private PublicObjectExposure(Settings settings) {
    this.manyRecords = settings.get(MANY_RECORDS);
    this.rememberedFor = settings.get(REMEMBERED_FOR);
    this.refusalWindow = settings.get(REFUSAL_WINDOW);
    this.minBuckets = settings.get(MIN_BUCKETS_REFUSED);
    this.minObjects = settings.get(MIN_OBJECTS_REFUSED);
  }

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Traces newState() {
    return new Traces(rememberedFor, refusalWindow);
  }

  /** An open bucket is one finding until it is forgotten. */
  @Override
  public Duration openFor() {
    return rememberedFor;
  }

  // Sensor

  @Override
  public List<Watch<?, Traces>> watches() {
    return List.of(
        Watch.of(
            SubjectType.RESOURCE,
            ApiCall.class,
            call -> isOfAnybody(call) && isOpened(call),
            this::observeOpened),
        Watch.of(
            SubjectType.ADDRESS,
            ApiCall.class,
            call -> isOfAnybody(call) && isRefused(call),
            this::observeRefused));
  }

  private static boolean isOfAnybody(ApiCall call) {
    return call.resource() == ResourceKind.STORAGE_OBJECT
        && call.isAnonymous()
        && call.target() != null;
  }

  /** Pictures hold nothing personal: their reads, which are many, go no further than here. */
  private static boolean isOpened(ApiCall call) {
    return call.answered() && (isPersonal(call) || Traces.isListing(call));
  }

  private static boolean isPersonal(ApiCall call) {
    return call.dataClasses().hasAny(PERSONAL);
  }

  /** Of an object that names no bucket nothing can be told, but that a link is dead. */
  private static boolean isRefused(ApiCall call) {
    boolean named = call.target().indexOf('/') > 0 || Traces.isListing(call);
    return named && (call.status() == 401 || call.status() == 403 || call.status() == 404);
  }

  private void observeOpened(Entity bucket, ApiCall call, Traces state, Signals out) {
    long at = call.at();
    int before = state.facts(at);
    state.count(call, isPersonal(call));
    if (state.records(at) >= manyRecords) {
      state.learn(Traces.MANY_RECORDS, at);
    }
    boolean isNews = state.facts(at) != before;
    if (state.has(Traces.READ, at) && (state.hasGrown(at) || isNews)) {
      out.emit(opened(bucket, call, state));
    }
  }

  private Signal opened(Entity bucket, ApiCall call, Traces state) {
    long at = call.at();
    return Signal.of(profile().id(), BucketWords.OPENED, bucket)
        .at(at)
        .since(Math.min(at, state.since()))
        .confidence(state.reads(at) >= 10 ? 98 : 90)
        .because(conditions(state, at))
        .events(state.events.list(at))
        .note(Figures.listed(state.objectNames.list(at)))
        .build();
  }

  private List<Condition> conditions(Traces state, long at) {
    List<Condition> held = new ArrayList<>();
    held.add(
        Condition.fact(
            BucketWords.CLASSES, state.dataClasses(at).toString(), "at least one class"));
    held.add(Condition.atLeast(BucketWords.READS, state.reads(at), 1, "reads"));
    held.add(Condition.atLeast(BucketWords.ADDRESSES, state.addresses(at), 1, "addresses"));
    held.add(Condition.fact(BucketWords.OBJECTS, Long.toString(state.objects(at)), "any"));
    boolean many = state.has(Traces.MANY_RECORDS, at);
    held.add(
        Condition.atLeast(
            BucketWords.RECORDS, state.records(at), many ? manyRecords : 1, "records"));
    if (state.has(Traces.LISTED, at)) {
      held.add(Condition.fact(BucketWords.LISTED, "yes", "yes"));
    }
    if (many) {
      held.add(Condition.fact(BucketWords.MANY, "yes", "yes"));
    }
    return held;
  }

  private void observeRefused(Entity address, ApiCall call, Traces state, Signals out) {
    long at = call.at();
    Refusals refusals = state.refusals;
    refusals.count(call);
    String bucket = call.resourceName();
    if (refusals.areBucketsNews(minBuckets, at)) {
      Condition tried =
          Condition.atLeast(
              BucketWords.BUCKETS_REFUSED, refusals.buckets(at), minBuckets, "buckets");
      out.emit(refused(BucketWords.GUESSED, address, tried, call, refusals));
    }
    if (refusals.areObjectsNews(bucket, minObjects, at)) {
      Condition tried =
          Condition.atLeast(
              BucketWords.OBJECTS_REFUSED, refusals.objects(bucket, at), minObjects, "objects");
      Entity subject = new Entity(SubjectType.RESOURCE, bucket);
      out.emit(refused(BucketWords.TRIED, subject, tried, call, refusals));
    }
  }

  private Signal refused(
      String kind, Entity subject, Condition tried, ApiCall call, Refusals refusals) {
    return Signal.of(profile().id(), kind, subject)
        .at(call.at())
        .since(
            Math.min(call.at(), Math.max(refusals.since(), call.at() - refusalWindow.toMillis())))
        .confidence(80)
        .because(tried)
        .events(refusals.events(call.at()))
        .note(call.address())
        .build();
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    return Optional.of(BucketWords.of(match));
  }
}
