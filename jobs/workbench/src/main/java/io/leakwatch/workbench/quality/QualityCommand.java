package io.leakwatch.workbench.quality;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch quality}: the page of figures. */
@Command(
    name = "quality",
    description = {
      "Measures what the detectors find, and writes a page about it. For each seed it generates"
          + " traffic, replays it and evaluates the alerts. Then it does the same for a day without"
          + " any attack.",
      "Takes about half a minute for each million events."
    })
public final class QualityCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "N",
      defaultValue = "7,8,9",
      description = "Seeds to measure (default: ${DEFAULT-VALUE}).")
  private List<Long> seeds;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Events of each seed (default: ${DEFAULT-VALUE}).")
  private long events;

  @Option(
      names = "--innocent-seed",
      paramLabel = "N",
      defaultValue = "33",
      description = "Seed of the innocent day (default: ${DEFAULT-VALUE}).")
  private long innocentSeed;

  @Option(
      names = "--innocent-events",
      paramLabel = "N",
      defaultValue = "2000000",
      description = "Events of the innocent day (default: ${DEFAULT-VALUE}).")
  private long innocentEvents;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = "docs/quality.md",
      description = "The page (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    List<QualityRun> runs = new ArrayList<>();
    for (long seed : seeds) {
      out.println("measuring seed " + seed);
      out.flush();
      runs.add(QualityRun.ofSeed(seed, events));
    }
    out.println("measuring the innocent day");
    out.flush();
    QualityRun innocentDay = QualityRun.ofInnocentDay(innocentSeed, innocentEvents);
    String page = new QualityPage(runs, innocentDay).text();
    Path folder = output.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Files.writeString(output, page);
    out.println("written: " + output);
    out.flush();
    return 0;
  }
}
