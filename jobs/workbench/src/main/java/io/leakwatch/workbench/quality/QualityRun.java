package io.leakwatch.workbench.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Folders;
import io.leakwatch.local.Reason;
import io.leakwatch.traffic.world.SimulationPlan;
import io.leakwatch.traffic.worlds.Worlds;
import io.leakwatch.workbench.evaluation.Evaluation;
import io.leakwatch.workbench.evaluation.EvaluationFiles;
import io.leakwatch.workbench.generate.GenerateCommand;
import io.leakwatch.workbench.replay.ReplayCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * One measurement: traffic of a seed is generated and replayed, and the alerts are compared with
 * its labels, each by the command that users have for it.
 *
 * @param seed of the traffic
 * @param events how many events were asked for, attacks and all
 * @param innocentEvents how many happened that neither belong to attacks nor were made up around
 *     them
 * @param evaluation what was found and what was not
 * @param alerts as replay wrote them, one line of JSON each
 */
record QualityRun(
    long seed, long events, long innocentEvents, Evaluation evaluation, List<JsonNode> alerts) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Measures a seed of ordinary traffic with attacks in it. */
  static QualityRun ofSeed(long seed, long events) {
    return run(Worlds.BASE.plan(seed, events), List.of());
  }

  /** Measures a day without any attack: every alert is a false one. */
  static QualityRun ofInnocentDay(long seed, long events) {
    SimulationPlan day = SimulationPlan.of(seed, events).lasting(Duration.ofDays(1)).innocent();
    return run(day, List.of("--innocent", "--duration", "1d"));
  }

  /** Measures a seed in other worlds, which hold at once. */
  static QualityRun ofWorlds(Worlds worlds, long seed, long events) {
    List<String> more = worlds.all().isEmpty() ? List.of() : List.of("--world", worlds.id());
    return run(worlds.plan(seed, events), more);
  }

  private static QualityRun run(SimulationPlan plan, List<String> more) {
    Path folder = Folders.temporary("leakwatch-quality-");
    try {
      Path data = folder.resolve("data");
      Path results = folder.resolve("results");
      List<String> generate =
          new ArrayList<>(List.of("--seed", "" + plan.seed(), "--events", "" + plan.events()));
      generate.addAll(List.of("--output", data.toString()));
      generate.addAll(more);
      String said = command(new GenerateCommand(), generate);
      command(new ReplayCommand(), List.of(data.toString(), "--output", results.toString()));
      return new QualityRun(
          plan.seed(),
          plan.events(),
          plan.innocentEvents(attackEvents(said)),
          Evaluation.of(
              EvaluationFiles.labels(data.resolve("labels.jsonl")),
              EvaluationFiles.alerts(results)),
          alerts(results.resolve("alerts.jsonl")));
    } finally {
      Folders.delete(folder);
    }
  }

  private static String command(Object command, List<String> words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        new CommandLine(command)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(
                (fault, failed, parsed) -> {
                  failed.getErr().println(fault.getMessage());
                  return 1;
                });
    if (line.execute(words.toArray(String[]::new)) != 0) {
      throw new CommandFault(
          line.getCommandName() + " " + String.join(" ", words) + ": " + err.toString().strip());
    }
    return out.toString();
  }

  /** From what generate says: {@code 1,000,000 events (123,456 of attacks) …}. */
  private static long attackEvents(String said) {
    String figure = said.substring(said.indexOf('(') + 1, said.indexOf(" of attacks"));
    return Long.parseLong(figure.replace(",", ""));
  }

  private static List<JsonNode> alerts(Path file) {
    try {
      List<JsonNode> alerts = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        alerts.add(JSON.readTree(line));
      }
      return alerts;
    } catch (IOException fault) {
      throw new CommandFault("cannot read " + file + ": " + Reason.of(fault), fault);
    }
  }

  /** False alerts of all detectors together, for a million innocent events. */
  double falseAlertsPerMillion() {
    return evaluation.total().falseAlerts() * 1e6 / innocentEvents;
  }
}
