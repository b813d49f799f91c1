package io.leakwatch.detectors.excessiveappaccess;

import io.leakwatch.detection.EvidenceTrail;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.KeyCondition;
import io.leakwatch.detection.state.Moment;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.Whole;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.story.Origins;
import io.leakwatch.detection.story.Story;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;

/**
 * What an alert will say of an app that reads more than it should: whom it reads, and from where.
 */
final class Noticed {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration NAMED = Duration.ofDays(1);

  /** Since when, for whom and by which calls it reads more than it should. */
  final EvidenceTrail trail = new EvidenceTrail(NAMED, HOUR);

  /** On whose behalf, if that is one account or two. */
  final RecentTexts behalf = new RecentTexts(2, HOUR);

  final Story story;

  /**
   * That it read far more than usual is part of the story; before, a new class of data alone is.
   */
  private final Moment excessAt;

  private final Whole risenHour = new Whole(HOUR.multipliedBy(2));
  private final CallsOfHour hour = new CallsOfHour();
  private final Origins origins = new Origins(NAMED);
  private final RecentTexts objects = new RecentTexts(Extent.MOST_IDS, NAMED);

  Noticed(Duration staysOpen) {
    story = new Story(staysOpen);
    excessAt = new Moment(staysOpen);
  }

  List<StatePart> parts() {
    return List.of(
        trail.names(),
        trail.events(),
        trail.first(),
        behalf,
        story,
        excessAt,
        risenHour,
        hour,
        origins,
        objects);
  }

  /**
   * The account whose data was read; of an object that is no account, such as a conversation, the
   * one for which it was read, or else the object.
   */
  static String owner(ApiCall call) {
    String account = account(call);
    return account == null ? call.target() : account;
  }

  /** The same; null where the call names no account. */
  static String account(ApiCall call) {
    return isOfAccount(call.resource()) && call.target() != null ? call.target() : call.account();
  }

  private static boolean isOfAccount(ResourceKind resource) {
    return switch (resource) {
      case PROFILE, FOLLOWERS, CONTACTS -> true;
      default -> false;
    };
  }

  /** A call, whether or not it reads more than it should. */
  void read(ApiCall call) {
    hour.add(call);
    if (isRisen(call.at()) && isExcess(call.at())) {
      goesOn(call);
    }
  }

  /** Whether the story is of an app that reads far more than usual. */
  boolean isExcess(long at) {
    return story.isOn(at) && excessAt.isWithin(at);
  }

  /** Whether so much was read in this hour that it may be worth an alert. */
  private boolean isRisen(long at) {
    return risenHour.get(at) == CallsOfHour.of(at);
  }

  /**
   * So much is read in this hour that it may be worth an alert.
   *
   * @param accounts all that were read in this hour
   * @param which those that are accounts
   */
  void rises(ApiCall call, DistinctWithin accounts, KeyCondition which) {
    long at = call.at();
    trail.touch(at);
    name(call);
    behalf.add(call.account(), at);
    if (!isRisen(at)) {
      risenHour.set(CallsOfHour.of(at), at);
      if (isExcess(at)) {
        // It goes on, so what came before in this hour is part of it.
        countHour(accounts, at, which);
      }
    }
  }

  private void countHour(DistinctWithin accounts, long at, KeyCondition which) {
    story.more(hour.uncounted(), at);
    story.left(hour.uncountedRecords(), hour.classes());
    story.touchAll(accounts, at, which);
    hour.countAll();
  }

  /** A call read a new class of data. */
  void newClass(ApiCall call) {
    name(call);
    if (!isRisen(call.at()) || !isExcess(call.at())) {
      goesOn(call);
    }
  }

  private void goesOn(ApiCall call) {
    story.count(call);
    story.touch(account(call), call.at());
    hour.counted(call);
  }

  private void name(ApiCall call) {
    String account = account(call);
    trail.quote(account, call.eventId(), call.at());
    objects.add(account == null ? call.target() : null, call.at());
    origins.add(call);
  }

  /** It reads far more than usual in this hour, or still does. */
  void excess(long at, DistinctWithin accounts, KeyCondition which) {
    if (!story.isOn(at)) {
      story.begin(at, trail.began(), hour.calls(), origins.list(at));
      story.touchAll(accounts, at, which);
      story.left(hour.records(), hour.classes());
      hour.countAll();
    } else if (!excessAt.isWithin(at)) {
      countHour(accounts, at, which);
    }
    excessAt.set(at);
    story.reported(at);
  }

  /** It reads a new class of data, or still does. */
  void newClass(long at, NewClass read) {
    if (!story.isOn(at)) {
      story.begin(at, read.since(), read.calls(at), origins.list(at));
      story.touchAll(read.accounts, at, NewClass::isAccount);
      story.left(read.records(at), read.classes(at));
    }
    story.reported(at);
  }

  /** How far it goes in all, with the objects that are no accounts. */
  Extent extent(long at) {
    Extent inAll = story.extent(at);
    List<String> ids = objects.list(at);
    return ids.isEmpty() ? inAll : inAll.touching(SubjectType.RESOURCE, ids, ids.size());
  }
}
