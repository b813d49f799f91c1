package io.leakwatch.detectors.publicobjectexposure;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.SignalBuilder;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A bucket gives personal data to anybody who asks, without a login. */
public final class PublicObjectExposure implements Detector<Traces> {

  /** A time alone is no secret, and nothing in classes that are not known is one. */
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
      new DetectorType(Options.PROFILE, Options.ALL, PublicObjectExposure::new);

  private final int manyRecords;
  private final Duration rememberedFor;
  private final Duration refusalWindow;
  private final int minBuckets;
  private final int minObjects;

  private PublicObjectExposure(Settings settings) {
    this.manyRecords = settings.get(Options.MANY_RECORDS);
    this.rememberedFor = settings.get(Options.REMEMBERED_FOR);
    this.refusalWindow = settings.get(Options.REFUSAL_WINDOW);
    this.minBuckets = settings.get(Options.MIN_BUCKETS_REFUSED);
    this.minObjects = settings.get(Options.MIN_OBJECTS_REFUSED);
  }

  /** An open bucket stays one alert until it is forgotten. */
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

  /** An object without a bucket shows nothing but that a link is dead. */
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
      state.story.reported(at);
      out.emit(opened(bucket, at, state).build());
    }
  }

  private SignalBuilder opened(Entity bucket, long at, Traces state) {
    return Signal.of(profile().id(), BucketWords.OPENED, bucket)
        .at(at)
        .since(Math.min(at, state.since()))
        .confidence(state.reads(at) >= 10 ? 98 : 90)
        .because(conditions(state, at))
        .events(state.events.list(at))
        .note(Figures.listed(state.objectNames.list(at)))
        .amounting(state.inAll(at));
  }

  /** It went on since the last signal, though it has not grown by a quarter. */
  @Override
  public Optional<Signal> report(Entity entity, Traces state, long at) {
    if (entity.type() == SubjectType.RESOURCE) {
      state.story.reported(at);
      return Optional.of(opened(entity, at, state).asReport().build());
    }
    Refusals refusals = state.refusals;
    if (refusals.guessing.dueAt() == at) {
      refusals.guessing.reported(at);
      return Optional.of(guessed(entity, at, refusals).asReport().build());
    }
    refusals.trying.reported(at);
    return Optional.ofNullable(refusals.triedBucket(at))
        .map(
            bucket ->
                tried(bucket, entity.id(), at, refusals)
                    .because(triedInAll(entity.id(), refusals))
                    .amounting(refusals.trying.extent(at))
                    .asReport()
                    .build());
  }

  private List<Condition> conditions(Traces state, long at) {
    List<Condition> held = new ArrayList<>();
    held.add(
        Condition.fact(
            BucketWords.CLASSES, state.dataClasses(at).toString(), "at least one class"));
    held.add(Condition.atLeast(BucketWords.READS, state.reads(at), 1, "reads"));
    held.add(Condition.atLeast(BucketWords.ADDRESSES, state.addresses(at), 1, "addresses"));
    held.add(Condition.figure(BucketWords.OBJECTS, state.objects(at), "objects"));
    boolean many = state.has(Traces.MANY_RECORDS, at);
    Condition records =
        Condition.atLeast(
            BucketWords.RECORDS, state.records(at), many ? manyRecords : 1, "records");
    held.add(many ? records.setBy(Options.MANY_RECORDS) : records);
    state
        .byClass
        .inWords()
        .forEach(
            (what, count) ->
                held.add(
                    Condition.figure(
                        "records in objects with " + what + " in all", count, "records")));
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
      refusals.noticedGuessing(call, since(refusals, at));
      out.emit(
          guessed(address, at, refusals)
              .because(
                  Condition.atLeast(
                          BucketWords.BUCKETS_REFUSED + " within " + Figures.of(refusalWindow),
                          refusals.buckets(at),
                          minBuckets,
                          "buckets")
                      .setBy(Options.MIN_BUCKETS_REFUSED))
              .build());
    }
    if (refusals.areObjectsNews(bucket, minObjects, at)) {
      out.emit(triedNow(bucket, call, refusals));
    }
  }

  private SignalBuilder guessed(Entity address, long at, Refusals refusals) {
    return Signal.of(profile().id(), BucketWords.GUESSED, address)
        .at(at)
        .since(since(refusals, at))
        .confidence(80)
        .because(Condition.figure(BucketWords.GUESSED_IN_ALL, refusals.guessed.count(), "buckets"))
        .events(refusals.events(at))
        .note(refusals.guessed.inWords("different bucket"))
        .amounting(refusals.guessing.extent(at));
  }

  private Signal triedNow(String bucket, ApiCall call, Refusals refusals) {
    long at = call.at();
    boolean isFollowed = refusals.noticedTrying(call, since(refusals, at));
    SignalBuilder tried =
        tried(bucket, call.address(), at, refusals)
            .because(
                Condition.atLeast(
                        BucketWords.OBJECTS_REFUSED + " within " + Figures.of(refusalWindow),
                        refusals.objects(bucket, at),
                        minObjects,
                        "objects")
                    .setBy(Options.MIN_OBJECTS_REFUSED));
    return isFollowed
        ? tried
            .because(triedInAll(call.address(), refusals))
            .amounting(refusals.trying.extent(at))
            .build()
        : tried.seenIn(call).build();
  }

  private SignalBuilder tried(String bucket, String address, long at, Refusals refusals) {
    return Signal.of(profile().id(), BucketWords.TRIED, new Entity(SubjectType.RESOURCE, bucket))
        .at(at)
        .since(since(refusals, at))
        .confidence(80)
        .events(refusals.events(at))
        .note(address);
  }

  /** By address, for another one that tries the same bucket has figures of its own. */
  private static Condition triedInAll(String address, Refusals refusals) {
    return Condition.figure(BucketWords.triedInAll(address), refusals.tried.count(), "objects");
  }

  private long since(Refusals refusals, long at) {
    return Math.min(at, Math.max(refusals.since(), at - refusalWindow.toMillis()));
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    return Optional.of(BucketWords.of(match));
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Traces newState() {
    Duration staysOpen = staysOpen();
    return new Traces(
        rememberedFor, new Refusals(refusalWindow, minBuckets, minObjects, staysOpen), staysOpen);
  }
}
