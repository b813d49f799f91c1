package io.leakwatch.pipeline.gaps;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Of what came in over the last ten minutes: how much of each source was late or refused. */
final class Shares {

  /** Short enough that an hour's trouble is seen within minutes. */
  static final long WINDOW_MINUTES = 10;

  private static final String RECEIVED = Pulse.received("");
  private static final String REFUSED = Pulse.refused("", "");
  private static final String AHEAD = "ahead-of-time";

  private final GapOptions options;
  private final Findings findings;
  private final Deque<Pulse> recent = new ArrayDeque<>();

  Shares(GapOptions options, Findings findings) {
    this.options = options;
    this.findings = findings;
  }

  List<Gap> judge(Pulse minute) {
    recent.addLast(ofSources(minute));
    while (recent.peekFirst().minute() <= minute.minute() - WINDOW_MINUTES) {
      recent.removeFirst();
    }
    Map<String, Long> sums = new TreeMap<>();
    recent.forEach(each -> each.counts().forEach((name, n) -> sums.merge(name, n, Long::sum)));
    List<Gap> gaps = new ArrayList<>();
    sums.forEach(
        (name, received) -> {
          if (name.endsWith(RECEIVED)) {
            String source = name.substring(0, name.length() - RECEIVED.length());
            judge(source, received, sums, minute.minute(), gaps);
          }
        });
    return gaps;
  }

  private static Pulse ofSources(Pulse minute) {
    Map<String, Long> counts = new HashMap<>();
    minute
        .counts()
        .forEach(
            (name, count) -> {
              if (name.endsWith(RECEIVED)
                  || name.endsWith(Pulse.late(""))
                  || name.contains(REFUSED)) {
                counts.put(name, count);
              }
            });
    return new Pulse(minute.minute(), 0, counts);
  }

  private void judge(
      String source, long received, Map<String, Long> sums, long minute, List<Gap> gaps) {
    long late = sums.getOrDefault(Pulse.late(source), 0L);
    if (isMuch(late, received, options.get(GapOptions.MAX_LATE))) {
      gaps.add(findings.late(source, late, received, since(Pulse.late(source)), minute));
    }
    Map<String, Long> byReason =
        sums.entrySet().stream()
            .filter(each -> each.getKey().startsWith(source + REFUSED))
            .collect(
                Collectors.toMap(
                    each -> each.getKey().substring((source + REFUSED).length()),
                    Map.Entry::getValue,
                    Long::sum,
                    TreeMap::new));
    long refused = byReason.values().stream().mapToLong(Long::longValue).sum();
    if (isMuch(refused, received, options.get(GapOptions.MAX_REFUSED))) {
      gaps.add(
          findings.refused(source, byReason, refused, received, since(source + REFUSED), minute));
    }
    long ahead = byReason.getOrDefault(AHEAD, 0L);
    if (ahead >= options.get(GapOptions.MIN_AHEAD)) {
      gaps.add(findings.ahead(source, ahead, since(Pulse.refused(source, AHEAD)), minute));
    }
  }

  private boolean isMuch(long some, long received, double mostOf) {
    return some > 0 && received >= options.get(GapOptions.MIN_RECORDS) && some >= mostOf * received;
  }

  /** The first of these minutes that has any. */
  private long since(String prefix) {
    return recent.stream()
        .filter(each -> each.counts().keySet().stream().anyMatch(name -> name.startsWith(prefix)))
        .findFirst()
        .orElseThrow()
        .minute();
  }

  List<Pulse> recent() {
    return List.copyOf(recent);
  }

  void restore(Iterable<Pulse> minutes) {
    minutes.forEach(recent::add);
  }
}
