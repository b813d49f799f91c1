package io.leakwatch.workbench.importing.lines;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what was remarkable about the events of an import. */
public final class Remarks {

  /** Hosts that are listed by name; events beyond are counted all the same. */
  private static final int MOST_HOSTS = 100_000;

  /** What stands for a host, and how many events do. */
  public record StandIn(String address, long events) {}

  /** What was skipped, by what it is; kinds beyond that many are one. */
  private static final int MOST_SKIPPED = 200;

  private final Map<Remark, Long> counts = new EnumMap<>(Remark.class);
  private final Map<String, StandIn> hosts = new LinkedHashMap<>();
  private final Map<String, Long> skipped = new TreeMap<>();

  public void count(Remark remark) {
    counts.merge(remark, 1L, Long::sum);
  }

  public void standIn(String host, String address) {
    count(Remark.NAMED_SOURCE);
    if (hosts.containsKey(host) || hosts.size() < MOST_HOSTS) {
      hosts.merge(
          host,
          new StandIn(address, 1),
          (before, one) -> new StandIn(address, before.events() + 1));
    }
  }

  /**
   * A line was skipped.
   *
   * @param what in words of the log's program, never in a caller's
   */
  public void skipped(String what) {
    String kind = skipped.containsKey(what) || skipped.size() < MOST_SKIPPED ? what : "other lines";
    skipped.merge(kind, 1L, Long::sum);
  }

  /** Events, by what is to be remarked about them. */
  public Map<Remark, Long> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** The addresses that stand for hosts which the log names without one. */
  public Map<String, StandIn> hosts() {
    return Collections.unmodifiableMap(hosts);
  }

  /** Skipped lines, by what they are. */
  public Map<String, Long> skipped() {
    return Collections.unmodifiableMap(skipped);
  }
}
