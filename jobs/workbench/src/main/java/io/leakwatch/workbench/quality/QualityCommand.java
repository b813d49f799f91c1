package io.leakwatch.workbench.quality;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.traffic.worlds.World;
import io.leakwatch.traffic.worlds.Worlds;
import io.leakwatch.workbench.generate.WorldConverter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
      "Takes about half a minute for each million events.",
      "With --worlds it measures other platforms instead, one after the other, and renews only that"
          + " part of the page. That takes about a quarter of an hour."
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
      names = "--worlds",
      description = "Measure what is found on other platforms, and renew that part of the page.")
  private boolean allWorlds;

  @Option(
      names = "--world",
      split = ",",
      paramLabel = "NAME",
      converter = WorldConverter.class,
      description =
          "Measure these worlds only, each by itself, and print the part instead of renewing it."
              + " './leakwatch generate --help' lists them.")
  private List<World> someWorlds = List.of();

  @Option(
      names = "--worlds-seed",
      paramLabel = "N",
      defaultValue = "41",
      description = "Seed of the other worlds (default: ${DEFAULT-VALUE}).")
  private long worldsSeed;

  @Option(
      names = "--worlds-events",
      paramLabel = "N",
      defaultValue = "400000",
      description = "Events of each other world (default: ${DEFAULT-VALUE}).")
  private long worldsEvents;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = "docs/quality.md",
      description = "The page (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Override
  public Integer call() throws IOException {
    if (!someWorlds.isEmpty()) {
      say(new WorldsPart(measured(someWorlds.stream().map(Worlds::of).toList())).text());
    } else if (allWorlds) {
      List<Worlds> all = new ArrayList<>(List.of(Worlds.BASE));
      Arrays.stream(World.values()).map(Worlds::of).forEach(all::add);
      write(new WorldsPart(measured(all)).in(pageSoFar()));
    } else {
      String page = page();
      write(WorldsPart.kept(pageSoFar(), page));
    }
    return 0;
  }

  private List<WorldRun> measured(List<Worlds> each) {
    say("seed " + worldsSeed);
    List<WorldRun> runs = new ArrayList<>();
    for (Worlds worlds : each) {
      say("measuring world %s (%d of %d)".formatted(worlds.id(), runs.size() + 1, each.size()));
      WorldRun run = WorldRun.of(worlds, worldsSeed, worldsEvents);
      int wrong = run.run().evaluation().total().falseAlerts();
      say(
          "  found %d of %d, %s"
              .formatted(run.found(), run.labels(), Figures.counted(wrong, "false alert")));
      runs.add(run);
    }
    return runs;
  }

  private String page() {
    List<QualityRun> runs = new ArrayList<>();
    for (long seed : seeds) {
      say("measuring seed " + seed);
      runs.add(QualityRun.ofSeed(seed, events));
    }
    say("measuring the innocent day");
    return new QualityPage(runs, QualityRun.ofInnocentDay(innocentSeed, innocentEvents)).text();
  }

  private String pageSoFar() throws IOException {
    return Files.exists(output) ? Files.readString(output) : "";
  }

  private void write(String page) throws IOException {
    Files.createDirectories(output.toAbsolutePath().getParent());
    Files.writeString(output, page);
    say("written: " + output);
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
