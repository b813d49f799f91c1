package io.leakwatch.detectors.missingratelimit;

import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.KeyCondition;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.StateParts;
import io.leakwatch.detection.state.Whole;
import io.leakwatch.detection.story.Origins;
import io.leakwatch.detection.story.Story;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What goes on at one endpoint since one reader was noticed there. */
final class Flood implements StatePart {

  final Story story;
  private final RecentTexts endpoint;
  private final Whole legacy;
  private final Whole moreBefore;
  private final StateParts all;

  Flood(Duration staysOpen) {
    story = new Story(staysOpen);
    endpoint = new RecentTexts(1, staysOpen);
    legacy = new Whole(staysOpen);
    moreBefore = new Whole(staysOpen);
    all = new StateParts(List.of(story, endpoint, legacy, moreBefore));
  }

  boolean isAt(String route, long at) {
    return story.isOn(at) && RecentTexts.cut(route).equals(endpoint(at));
  }

  /** The endpoint; null for none. */
  String endpoint(long at) {
    List<String> name = endpoint.list(at);
    return name.isEmpty() ? null : name.get(0);
  }

  boolean isLegacy(long at) {
    return legacy.get(at) == 1;
  }

  DataClasses dataClasses(long at) {
    return DataClasses.ofBits(story.extent(at).dataClasses());
  }

  /**
   * It was noticed by this call.
   *
   * @param calls how many there were so far
   * @param all whether there were none before those
   * @param records how many records they returned
   * @param people whose data they returned
   * @param which those of this endpoint
   */
  void begin(
      ApiCall call,
      long since,
      long calls,
      boolean all,
      long records,
      DataClasses classes,
      Origins origins,
      DistinctWithin people,
      KeyCondition which) {
    long at = call.at();
    story.begin(call, since, calls, origins.list(at));
    story.left(records, classes);
    story.touchAll(people, at, which);
    moreBefore.set(all ? 0 : 1, at);
    note(call);
  }

  /** There were calls before the first one that was counted: it was more often. */
  boolean wereMoreBefore(long at) {
    return moreBefore.get(at) == 1;
  }

  /** One more call. */
  void count(ApiCall call) {
    story.count(call);
    story.touch(call.person(), call.at());
    note(call);
  }

  private void note(ApiCall call) {
    endpoint.add(call.endpoint(), call.at());
    legacy.set(call.legacy() ? 1 : 0, call.at());
    moreBefore.set(moreBefore.get(call.at()), call.at());
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
