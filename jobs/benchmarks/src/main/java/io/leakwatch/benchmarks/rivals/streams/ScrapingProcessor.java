package io.leakwatch.benchmarks.rivals.streams;

import io.leakwatch.benchmarks.rivals.Progress;
import io.leakwatch.benchmarks.rivals.Reader;
import io.leakwatch.benchmarks.rivals.Stories;
import java.time.Duration;

/**
 * Mass scraping, by reader: data of many people is read within ten minutes, or within an hour. A
 * mark is the set of the window's five-minute panes in which a target was read, or in which
 * somebody read through the reader; so ten minutes and an hour begin every five minutes.
 */
final class ScrapingProcessor extends WindowedMarks<TargetRead> {

  /** Twice as long as what is judged: each hour lies in one of the windows as a whole. */
  static final Duration WINDOW = Duration.ofHours(2);

  private static final int MIN_TARGETS = 100;
  private static final int MIN_TARGETS_SLOW = 300;
  private static final int MIN_TARGETS_GOING_ON = 50;
  private static final int MIN_TARGETS_PER_READER = 30;
  private static final int MOST_TARGETS = 2400;
  private static final long PANE_MILLIS = 5 * 60_000;
  private static final int LAST_PANE = 23;
  private static final int TWO_PANES = 0b11;
  private static final int HOUR = 0b1111_1111_1111;
  private static final int PANES_IN_HOUR = 12;

  /** In the mark of who reads through the reader; it keeps the name apart from a target's too. */
  private static final int BEHIND = 1 << 30;

  private final Stories stories;
  private final Progress progress;

  ScrapingProcessor(String storeName, Stories stories, Progress progress) {
    super(storeName, WINDOW, MOST_TARGETS);
    this.stories = stories;
    this.progress = progress;
  }

  @Override
  boolean mark(String key, TargetRead read, long sinceStart, Marks marks) {
    int pane = (int) (sinceStart / PANE_MILLIS);
    if (read.behind() != 0) {
      add(marks, ~read.behind(), BEHIND | 1 << pane);
    }
    boolean isNew = add(marks, read.target(), 1 << pane);
    int room = Reader.roomOf(TargetRead.reader(key));
    return isNew && marks.size() >= MIN_TARGETS * room && isSpread(marks, pane, room);
  }

  private static boolean add(Marks marks, long hash, int mark) {
    int index = marks.indexOf(hash);
    int before = marks.mark(index);
    marks.mark(index, before | mark);
    return before != (before | mark);
  }

  private static boolean isSpread(Marks marks, int pane, int room) {
    int before = pane == 0 ? 0 : targets(marks, TWO_PANES << (pane - 1));
    int fast = Math.max(before, pane == LAST_PANE ? 0 : targets(marks, TWO_PANES << pane));
    if (fast < MIN_TARGETS_GOING_ON * room) {
      return false;
    }
    // Of the hours with this pane; those that would end after the last pane have nothing more.
    int first = Math.max(0, pane + 1 - PANES_IN_HOUR);
    int last = Math.min(pane, Math.max(first, lastPane(marks) + 1 - PANES_IN_HOUR));
    for (int start = first; start <= last; start++) {
      int slow = targets(marks, HOUR << start);
      if ((fast >= MIN_TARGETS * room || slow >= MIN_TARGETS_SLOW * room)
          && slow >= MIN_TARGETS_PER_READER * behind(marks, HOUR << start)) {
        return true;
      }
    }
    return false;
  }

  private static int targets(Marks marks, int panes) {
    int targets = 0;
    for (int i = 0; i < marks.size(); i++) {
      int mark = marks.mark(i);
      targets += mark < BEHIND && (mark & panes) != 0 ? 1 : 0;
    }
    return targets;
  }

  private static int behind(Marks marks, int panes) {
    int behind = 0;
    for (int i = 0; i < marks.size(); i++) {
      int mark = marks.mark(i);
      behind += mark >= BEHIND && (mark & panes) != 0 ? 1 : 0;
    }
    return behind;
  }

  private static int lastPane(Marks marks) {
    int panes = 0;
    for (int i = 0; i < marks.size(); i++) {
      panes |= marks.mark(i) & ~BEHIND;
    }
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(panes);
  }

  @Override
  void note(String key, long at) {
    Reader reader = TargetRead.reader(key);
    stories.note("mass-scraping", reader.type().name(), reader.id(), at);
  }

  @Override
  void done() {
    progress.done(Progress.WHOLE);
  }
}
