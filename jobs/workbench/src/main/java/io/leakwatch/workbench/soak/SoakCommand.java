package io.leakwatch.workbench.soak;

import io.leakwatch.workbench.terminal.CountConverter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch soak}: whether the job bears hostile input at length. */
@Command(
    name = "soak",
    description = {
      "Proves that hostile input at length does no harm. It runs the job in this process, with"
          + " checkpoints, over simulated traffic with attacks, and mixes garbage into it (bytes"
          + " that are no events, times far off, huge records, hostile names) and floods of"
          + " accounts, addresses, devices and sessions that come once. No task may fail, each"
          + " record has to end in the counter that it belongs to, memory has to stay flat and what"
          + " is remembered within its limit, and the attacks have to be found as without all"
          + " that.",
      "Ten million records take some minutes. Exit status 1 if a promise does not hold."
    })
public final class SoakCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "1M",
      converter = CountConverter.class,
      description =
          "Events of the traffic, of four days with attacks (default: ${DEFAULT-VALUE}). At least"
              + " 20k.")
  private long events;

  @Option(
      names = "--garbage",
      paramLabel = "SHARE",
      defaultValue = "5%",
      converter = ShareConverter.class,
      description = "Share of all records that is garbage (default: ${DEFAULT-VALUE}).")
  private double garbage;

  @Option(
      names = "--flood",
      paramLabel = "N",
      defaultValue = "0",
      converter = CountConverter.class,
      description =
          "Records beside that, each with an account, an address, and a device, session or"
              + " conversation that come once (default: ${DEFAULT-VALUE}).")
  private long flood;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "7",
      description = "Seed of the traffic and the garbage (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--memory",
      paramLabel = "MB",
      defaultValue = "1024",
      description =
          "How much of the heap what is remembered may take, as memory.limit says for a job"
              + " (default: ${DEFAULT-VALUE}).")
  private int memory;

  private static final long FEWEST = 20_000;

  @Override
  public Integer call() throws Exception {
    if (events < FEWEST || memory < 1) {
      throw new ParameterException(
          spec.commandLine(), "--events must be 20k or more, and --memory 1 or more");
    }
    SoakPlan plan = new SoakPlan(seed, events, garbage, flood);
    say("looking what an undisturbed run finds: seed %d, %,d events", seed, events);
    Set<String> found = new SoakRun(plan.undisturbed(), 0, this::say).run().found();
    say(
        "the same with %d kinds of garbage (%.1f %%) and a flood of %,d",
        Garbage.kinds(), 100 * garbage, flood);
    SoakOutcome disturbed = new SoakRun(plan, memory, this::say).run();
    List<Promise> promises = Promise.of(disturbed, memory, found);
    SoakReport.lines(disturbed, promises).forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
    return promises.stream().allMatch(Promise::holds) ? 0 : 1;
  }

  private void say(String format, Object... values) {
    say(String.format(Locale.ROOT, format, values));
  }

  private void say(String words) {
    spec.commandLine().getErr().println(words);
    spec.commandLine().getErr().flush();
  }
}
