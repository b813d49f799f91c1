package io.leakwatch.benchmarks.statesize;

import io.leakwatch.benchmarks.statesize.StateSizeProcess.Task;
import io.leakwatch.benchmarks.statesize.StateSizeProcess.Weight;
import io.leakwatch.schemas.SubjectType;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch state-size}: what the job remembers of millions of entities, weighed. */
@Command(
    name = "state-size",
    description = {
      "Measures how much memory the job's state takes. Entities of one kind live an ordinary day,"
          + " in the job's own operator with all detectors, in a JVM of their own. Then the live"
          + " heap and a checkpoint are measured: right after that day, and after a day of"
          + " silence.",
      "Prints markdown tables and a straight line through the counts; `capacity` takes its"
          + " constants from there. The default takes about a quarter of an hour and 11 GB."
    })
public final class StateSizeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--count",
      split = ",",
      paramLabel = "N",
      defaultValue = "1000000,2000000,5000000",
      description = "How many entities, separated by commas (default: ${DEFAULT-VALUE}).")
  private List<Integer> counts;

  @Option(
      names = "--kind",
      split = ",",
      paramLabel = "KIND",
      defaultValue = "ACCOUNT,ADDRESS,CLIENT,CONVERSATION",
      description = "Kinds of entity, separated by commas (default: ${DEFAULT-VALUE}).")
  private List<SubjectType> kinds;

  @Option(
      names = "--users-of-client",
      paramLabel = "N",
      defaultValue = "10",
      description = "For how many accounts a client acts in its day (default: ${DEFAULT-VALUE}).")
  private int usersOfClient;

  @Option(
      names = "--days-silent",
      split = ",",
      paramLabel = "N",
      defaultValue = "0,1",
      description =
          "How many days after their active day they are measured (default: ${DEFAULT-VALUE}).")
  private List<Integer> daysSilent;

  @Option(
      names = "--at-once",
      paramLabel = "N",
      defaultValue = "2000000",
      description =
          "How many entities share a heap; more entities are measured as several subtasks, in one"
              + " JVM after the other (default: ${DEFAULT-VALUE}).")
  private int atOnce;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      defaultValue = "10g",
      description = "Largest heap of each process (default: ${DEFAULT-VALUE}).")
  private String heap;

  @Override
  public Integer call() throws Exception {
    for (SubjectType kind : kinds) {
      say(
          "%n| %s | days silent | remembered | heap MB | bytes each | checkpoint MB | bytes each |",
          kind);
      say("|---:|---:|---:|---:|---:|---:|---:|");
      List<Weight> active = new ArrayList<>();
      for (int count : counts) {
        List<Weight> weights = weigh(kind, count);
        weights.forEach(weight -> row(count, weight));
        active.add(weights.get(0));
      }
      if (counts.stream().distinct().count() > 1) {
        fit("heap", active, Weight::heapBytes);
        fit("checkpoint", active, Weight::checkpointBytes);
      }
    }
    return 0;
  }

  /** In as many subtasks as it takes, each in a JVM of its own. */
  private List<Weight> weigh(SubjectType kind, int count) throws Exception {
    StateSizeJvm jvm = new StateSizeJvm(heap);
    List<Weight> all = new ArrayList<>();
    for (int from = 0; from < count; from += atOnce) {
      int size = Math.min(atOnce, count - from);
      List<Weight> part = jvm.run(new Task(kind, from, size, usersOfClient, daysSilent));
      for (int i = 0; i < part.size(); i++) {
        if (from == 0) {
          all.add(part.get(i));
        } else {
          all.set(i, all.get(i).plus(part.get(i)));
        }
      }
    }
    return all;
  }

  private void row(int count, Weight weight) {
    say(
        "| %,d | %d | %,d | %,d | %,.0f | %,d | %,.0f |",
        count,
        weight.daysSilent(),
        weight.remembered(),
        weight.heapBytes() / 1_000_000,
        each(weight.heapBytes(), weight),
        weight.checkpointBytes() / 1_000_000,
        each(weight.checkpointBytes(), weight));
  }

  private static double each(long bytes, Weight weight) {
    return weight.remembered() == 0 ? 0 : (double) bytes / weight.remembered();
  }

  /** Over what is remembered after the first of the days, which is the most there will be. */
  private void fit(String what, List<Weight> weights, ToLongFunction<Weight> bytes) {
    List<LinearFit.Point> points =
        weights.stream()
            .map(weight -> new LinearFit.Point(weight.remembered(), bytes.applyAsLong(weight)))
            .toList();
    LinearFit fit = LinearFit.through(points);
    say(
        "%n%s = %.1f MB + %.1f bytes for each; farthest point %.1f %% off",
        what, fit.base() / 1e6, fit.slope(), 100 * fit.worst());
  }

  private void say(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
