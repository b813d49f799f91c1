package io.leakwatch.workbench.capacity;

import io.leakwatch.pipeline.DetectionJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A capacity in words: a table in markdown, and the formula with its figures. */
public final class CapacityPage {

  private final Capacity capacity;
  private final Platform platform;
  private final Cluster cluster;

  public CapacityPage(Capacity capacity) {
    this.capacity = capacity;
    this.platform = capacity.platform();
    this.cluster = capacity.cluster();
  }

  /** The whole page. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("| what | how much | from |");
    lines.add("|---|---:|---|");
    addRemembered(lines);
    addMemory(lines);
    addThroughput(lines);
    addTaskManagers(lines);
    lines.add("");
    addFormula(lines);
    return lines;
  }

  private void addRemembered(List<String> lines) {
    row(lines, "accounts remembered", count(platform.accounts()), "active within 60 days");
    row(lines, "addresses remembered", count(platform.addresses()), "logged in within a day");
    row(lines, "clients remembered", count(platform.clients()), "active within 35 days");
    row(
        lines,
        "conversations remembered",
        count(platform.conversations()),
        "end-to-end encrypted, a message within 7 days");
    row(lines, "events", count(platform.eventsPerSecond()) + "/s", "at the busiest time");
  }

  private void addMemory(List<String> lines) {
    row(lines, "state on the heap", bytes(capacity.stateBytes()), "all task managers together");
    row(
        lines,
        "**heap**",
        bytes(capacity.heapBytes()),
        "state fills " + percent(cluster.stateShareOfHeap()));
    row(
        lines,
        "**checkpoint**",
        bytes(capacity.checkpointBytes()),
        "a full one; less with Flink's changelog");
    row(
        lines,
        "checkpoints' bandwidth",
        bytes(capacity.checkpointBytesPerSecond()) + "/s",
        "one in " + count(cluster.checkpointSeconds()) + " s");
  }

  private void addThroughput(List<String> lines) {
    row(
        lines,
        "**cores**",
        count(Math.ceil(capacity.cores())),
        "%s events/s each, %s busy"
            .formatted(count(cluster.eventsPerSecondPerCore()), percent(cluster.busyShare())));
    row(
        lines,
        "into Kafka",
        bytes(capacity.kafkaInBytesPerSecond()) + "/s",
        count(platform.eventBytes()) + " bytes an event");
    row(
        lines,
        "written by the brokers",
        bytes(capacity.kafkaWrittenBytesPerSecond()) + "/s",
        cluster.replication() + " copies");
    row(
        lines,
        "out of Kafka",
        bytes(capacity.kafkaOutBytesPerSecond()) + "/s",
        "to the copies, and " + bytes(capacity.jobInBytesPerSecond()) + "/s to the job");
  }

  private void addTaskManagers(List<String> lines) {
    row(
        lines,
        "**task managers**",
        count(capacity.taskManagers()),
        "%s by cores, %s by heap, of %d cores and %s heap"
            .formatted(
                count(capacity.taskManagersForCores()),
                count(capacity.taskManagersForHeap()),
                cluster.coresPerTaskManager(),
                bytes(cluster.heapPerTaskManager())));
    long parallelism = capacity.parallelism();
    row(
        lines,
        "parallelism",
        count(parallelism),
        parallelism > DetectionJob.MAX_PARALLELISM
            ? ("MORE than the job's highest parallelism of %d: split the job, or give task managers"
                    + " more heap")
                .formatted(DetectionJob.MAX_PARALLELISM)
            : "of at most " + DetectionJob.MAX_PARALLELISM);
  }

  private void addFormula(List<String> lines) {
    lines.add("state      = " + weights(true));
    lines.add("heap       = state / share of the heap that state may fill");
    lines.add("checkpoint = " + weights(false));
    lines.add("cores      = events/s / events/s of a core / share that may be busy");
    lines.add("Kafka      = events/s x bytes of an event; x copies where it says so");
    lines.add("1 GB is 10^9 bytes. docs/capacity.md says what was measured and what is assumed.");
  }

  private static String weights(boolean heap) {
    return "%s B x accounts + %s B x addresses + %s B x clients + %s B x conversations"
        .formatted(
            of(Capacity.ACCOUNT, heap),
            of(Capacity.ADDRESS, heap),
            of(Capacity.CLIENT, heap),
            of(Capacity.CONVERSATION, heap));
  }

  private static String of(Capacity.Weight weight, boolean heap) {
    return count(heap ? weight.heap() : weight.checkpoint());
  }

  private static void row(List<String> lines, String what, String howMuch, String from) {
    lines.add("| " + what + " | " + howMuch + " | " + from + " |");
  }

  private static String count(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /** In the largest unit of which it is one or more. */
  private static String bytes(double bytes) {
    if (bytes >= 1e12) {
      return String.format(Locale.ROOT, "%,.2f TB", bytes / 1e12);
    }
    return bytes >= 1e9
        ? String.format(Locale.ROOT, "%.1f GB", bytes / 1e9)
        : String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
  }
}
