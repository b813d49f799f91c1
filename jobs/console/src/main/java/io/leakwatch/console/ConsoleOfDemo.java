package io.leakwatch.console;

import io.leakwatch.console.config.ConsoleOptions;
import io.leakwatch.console.config.ConsoleSettings;
import io.leakwatch.console.health.FiguresOfThisProcess;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.outcome.Counters;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.workbench.demo.DemoConsole;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;

/** The console that a demo opens: at the usual port or, where that is taken, at any. */
public final class ConsoleOfDemo implements DemoConsole {

  @Override
  public Served open(JobConfig config, Path folder, Supplier<Counters> counters) {
    ConsoleSettings usual = ConsoleSettings.defaults();
    try {
      return new Open(started(config, usual, folder, counters));
    } catch (CommandFault taken) {
      return new Open(started(config, usual.with(ConsoleOptions.PORT, 0), folder, counters));
    }
  }

  private static Console started(
      JobConfig config, ConsoleSettings settings, Path folder, Supplier<Counters> counters) {
    return Console.start(
        config, settings, folder, Clock.systemUTC(), new FiguresOfThisProcess(counters));
  }

  private record Open(Console console) implements Served {

    @Override
    public URI address() {
      return console.uri();
    }

    @Override
    public void close() {
      console.close();
    }
  }
}
