package io.leakwatch.detection.story;

import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.KeyCondition;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.StateParts;
import io.leakwatch.detection.words.Figures;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Distinct things that a story counts beside the accounts that it touches, such as conversations,
 * objects or numbers. Each may carry marks, and the last few of them are named. It begins with its
 * story and ends with it; before that it takes no room.
 */
public final class Tally implements StatePart {

  private final Story story;
  private final int named;
  private DistinctWithin things;
  private RecentTexts names;

  /**
   * @param story what it belongs to
   * @param named how many are named, 1 to 100
   */
  public Tally(Story story, int named) {
    this.story = story;
    this.named = named;
    begin();
  }

  /** The story began, and with it this: right after {@link Story#begin}. */
  public void begin() {
    things = new DistinctWithin(Story.ALL_TIME, 1, Story.FOLLOWED);
    names = new RecentTexts(named, Story.ALL_TIME);
  }

  /**
   * The story began, with what the window held.
   *
   * @param which those that count; they keep their marks
   * @param known names of some of them
   */
  public void begin(DistinctWithin window, long at, KeyCondition which, List<String> known) {
    begin();
    things.addAll(window, at, which);
    known.forEach(name -> names.add(name, at));
  }

  /**
   * One more thing; null is none. Nothing while the story is not on.
   *
   * @param marks bits, 0 to 255, that are added to those it already carries
   */
  public void add(String thing, long at, int marks) {
    addUnnamed(thing, at, marks);
    if (story.isOn(at)) {
      names.add(thing, at);
    }
  }

  /** The same for a thing whose name must not be kept, or is of no use. */
  public void addUnnamed(String thing, long at, int marks) {
    if (thing != null) {
      add(Hashes.of(thing), at, marks);
    }
  }

  /** The same for a thing of which only the hash is known. */
  public void add(long hash, long at, int marks) {
    if (story.isOn(at)) {
      things.add(hash, at, marks);
    }
  }

  /** How many there were. */
  public long count() {
    return count((times, marks) -> true);
  }

  /** How many there were with these marks. */
  public long count(KeyCondition which) {
    return things.distinct(0, which);
  }

  /** The last ones, oldest first. */
  public List<String> names() {
    return names.list(0);
  }

  /** Whether they were counted one by one; if not, the count is an estimate. */
  public boolean isExact() {
    return things.isExact();
  }

  /** {@code 53 conversations}, or {@code about 2048 conversations} where it is an estimate. */
  public String inWords(String unit) {
    return inWords(unit, count());
  }

  /** The same for some of them. */
  public String inWords(String unit, long count) {
    return Figures.counted(count, unit, isExact());
  }

  @Override
  public long endsAt() {
    return things.size() == 0 ? NEVER : story.endsAt();
  }

  private StateParts parts() {
    return new StateParts(List.of(things, names));
  }

  @Override
  public void write(DataOutput out) throws IOException {
    parts().write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    begin();
    parts().read(in);
  }
}
