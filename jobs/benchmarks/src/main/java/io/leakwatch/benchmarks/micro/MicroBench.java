package io.leakwatch.benchmarks.micro;

import io.leakwatch.local.CommandFault;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks of single steps, which JMH times and prints. */
public final class MicroBench {

  /** All of them. */
  public static final String ALL = ".*";

  private MicroBench() {}

  /**
   * Runs those whose name a regular expression is found in; each takes about ten seconds.
   *
   * @param forks how many JVMs each is run in, one after the other; 0 runs them in this one
   * @throws CommandFault if there are none, or one fails
   */
  public static void run(String regex, int forks) {
    Options options =
        new OptionsBuilder().include(regex).forks(forks).shouldFailOnError(true).build();
    try {
      new Runner(options).run();
    } catch (NoBenchmarksException none) {
      throw new CommandFault(
          "no benchmark has a name with '" + regex + "' in it; call --micro alone to run all",
          none);
    } catch (RunnerException fault) {
      throw new CommandFault("a benchmark failed: " + fault.getMessage(), fault);
    }
  }
}
