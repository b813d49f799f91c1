package io.leakwatch.workbench.capacity;

import io.leakwatch.workbench.terminal.OutputMixin;
import io.leakwatch.workbench.terminal.SpanConverter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch capacity}: what a platform of some size needs. */
@Command(
    name = "capacity",
    description = {
      "Works out cores, memory, checkpoints and bandwidth for a platform of your size, with all"
          + " detectors running and state on the heap.",
      "Prints a table to paste into a ticket, and the formula. docs/capacity.md says what was"
          + " measured and what is only assumed."
    })
public final class CapacityCommand implements Callable<Integer> {

  private static final double GB = 1e9;
  private static final double ADDRESSES_PER_ACCOUNT = 1.0 / 3;
  private static final double CLIENTS_PER_ACCOUNT = 1.0 / 1000;
  private static final double CONVERSATIONS_PER_ACTIVE_ACCOUNT = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "450000000",
      description = "Accounts of the platform (default: ${DEFAULT-VALUE}).")
  private long accounts;

  @Option(
      names = "--active-share",
      paramLabel = "SHARE",
      defaultValue = "0.8",
      description =
          "Share of them that did something within the last 60 days, which is how long an account"
              + " is remembered (default: ${DEFAULT-VALUE}, assumed).")
  private double activeShare;

  @Option(
      names = "--addresses",
      paramLabel = "N",
      description =
          "Addresses that log in within a day; an IPv6 /64 counts as one (default: one for three"
              + " accounts, assumed).")
  private Long addresses;

  @Option(
      names = "--clients",
      paramLabel = "N",
      description =
          "Third-party apps that are active within 35 days (default: one for 1,000 accounts,"
              + " assumed).")
  private Long clients;

  @Option(
      names = "--conversations",
      paramLabel = "N",
      description =
          "End-to-end encrypted conversations with a message within 7 days (default: two for each"
              + " active account, assumed); 0 where nothing is end-to-end encrypted.")
  private Long conversations;

  @Option(
      names = "--events-per-second",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Events at the busiest time, all topics (default: ${DEFAULT-VALUE}).")
  private double eventsPerSecond;

  @Option(
      names = "--event-bytes",
      paramLabel = "N",
      defaultValue = "220",
      description =
          "Bytes of a mean event in Kafka, with key and framing (default: ${DEFAULT-VALUE}, the"
              + " simulator's, uncompressed).")
  private double eventBytes;

  @Option(
      names = "--events-per-second-per-core",
      paramLabel = "N",
      defaultValue = "100000",
      description =
          "Events a second that one core handles; measure it with bench (default:"
              + " ${DEFAULT-VALUE}).")
  private double perCore;

  @Option(
      names = "--busy-share",
      paramLabel = "SHARE",
      defaultValue = "0.6",
      description =
          "How busy the cores may be at the busiest time; at 0.6, the job catches up on ten minutes"
              + " of outage in fifteen minutes (default: ${DEFAULT-VALUE}).")
  private double busyShare;

  @Option(
      names = "--state-share-of-heap",
      paramLabel = "SHARE",
      defaultValue = "0.6",
      description =
          "Share of the heap that state may fill; the rest is for garbage collection, for copies"
              + " while a checkpoint is written, and for events that wait (default:"
              + " ${DEFAULT-VALUE}, assumed).")
  private double stateShareOfHeap;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "SPAN",
      defaultValue = "1m",
      converter = SpanConverter.class,
      description =
          "Time between checkpoints, as in checkpoints.interval; alerts can be read that much later"
              + " (default: ${DEFAULT-VALUE}).")
  private Duration checkpointInterval;

  @Option(
      names = "--replication",
      paramLabel = "N",
      defaultValue = "3",
      description = "Copies that Kafka keeps of each record (default: ${DEFAULT-VALUE}).")
  private int replication;

  @Option(
      names = "--task-manager-cores",
      paramLabel = "N",
      defaultValue = "8",
      description = "Cores of one task manager (default: ${DEFAULT-VALUE}).")
  private int taskManagerCores;

  @Option(
      names = "--task-manager-heap-gb",
      paramLabel = "GB",
      defaultValue = "28",
      description =
          "Heap of one task manager; from 32 GB on pointers are twice as long, and the measured"
              + " bytes do not apply (default: ${DEFAULT-VALUE}).")
  private double taskManagerHeapGb;

  @Option(
      names = "--write-kubernetes",
      paramLabel = "DIR",
      description =
          "Also writes a kustomize overlay of this size into this folder, beside those in"
              + " kubernetes/overlays.")
  private Path overlay;

  @Option(
      names = "--base",
      paramLabel = "DIR",
      defaultValue = "../../base",
      description =
          "Where kubernetes/base is, as seen from the overlay's folder (default:"
              + " ${DEFAULT-VALUE}).")
  private String base;

  @Mixin private OutputMixin outputs;

  @Override
  public Integer call() throws IOException {
    checkAll();
    Capacity capacity = new Capacity(platform(), cluster());
    if (overlay != null) {
      outputs.prepare(overlay, Overlay.NAMES);
      new Overlay(capacity).write(overlay, base);
    }
    CapacityPage page = new CapacityPage(capacity);
    page.lines().forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private Platform platform() {
    double active = accounts * activeShare;
    return new Platform(
        active,
        addresses == null ? accounts * ADDRESSES_PER_ACCOUNT : addresses,
        clients == null ? accounts * CLIENTS_PER_ACCOUNT : clients,
        conversations == null ? active * CONVERSATIONS_PER_ACTIVE_ACCOUNT : conversations,
        eventsPerSecond,
        eventBytes);
  }

  private Cluster cluster() {
    return new Cluster(
        perCore,
        busyShare,
        stateShareOfHeap,
        checkpointInterval.toMillis() / 1e3,
        replication,
        taskManagerCores,
        taskManagerHeapGb * GB);
  }

  private void checkAll() {
    check("--active-share", activeShare >= 0 && activeShare <= 1, "from 0 to 1");
    check("--busy-share", busyShare > 0 && busyShare <= 1, "above 0 and up to 1");
    check(
        "--state-share-of-heap",
        stateShareOfHeap > 0 && stateShareOfHeap <= 1,
        "above 0 and up to 1");
    check("--accounts", accounts >= 0, "0 or more");
    check("--addresses", addresses == null || addresses >= 0, "0 or more");
    check("--clients", clients == null || clients >= 0, "0 or more");
    check("--conversations", conversations == null || conversations >= 0, "0 or more");
    check("--events-per-second", eventsPerSecond >= 0, "0 or more");
    check("--event-bytes", eventBytes >= 0, "0 or more");
    check("--events-per-second-per-core", perCore > 0, "above 0");
    check("--checkpoint-interval", checkpointInterval.toMillis() > 0, "above 0");
    check("--replication", replication > 0, "1 or more");
    check("--task-manager-cores", taskManagerCores > 0, "1 or more");
    check("--task-manager-heap-gb", taskManagerHeapGb > 0, "above 0");
  }

  private void check(String option, boolean holds, String range) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), option + " must be " + range);
    }
  }
}
