package io.leakwatch.workbench.soak;

import io.leakwatch.workbench.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run shows at its end: the promises with what was seen, and the heap on the way. */
final class SoakReport {

  private SoakReport() {}

  static List<String> lines(SoakOutcome run, List<Promise> promises) {
    TextTable table = new TextTable("promise", "holds", "what was seen");
    promises.forEach(each -> table.row(each.words(), each.holds() ? "yes" : "NO", each.seen()));
    TextTable heap = new TextTable("way", "heap after a collection", "remembered").right(0, 1, 2);
    for (HeapLevel level : run.levels()) {
      heap.row(
          words("%d %%", 10 * level.tenth()),
          words("%,d MB", level.megabytes()),
          words("%,d MB", level.remembered() >> 20));
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.addAll(heap.lines());
    lines.add(words("%,d records in %,d s, no restart", run.records(), run.seconds()));
    return lines;
  }

  private static String words(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
