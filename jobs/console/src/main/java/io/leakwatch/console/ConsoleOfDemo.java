package io.leakwatch.console;

import io.leakwatch.console.config.ConsoleOptions;
import io.leakwatch.console.config.ConsoleSettings;
import io.leakwatch.local.CommandFault;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.workbench.demo.DemoConsole;
import java.net.URI;
import java.nio.file.Path;

/** The console that a demo opens: at the usual port or, where that is taken, at any. */
public final class ConsoleOfDemo implements DemoConsole {

  @Override
  public Served open(JobConfig config, Path folder) {
    return new Open(started(config, folder));
  }

  private static Console started(JobConfig config, Path folder) {
    ConsoleSettings usual = ConsoleSettings.defaults();
    try {
      return Console.start(config, usual, folder);
    } catch (CommandFault taken) {
      return Console.start(config, usual.with(ConsoleOptions.PORT, 0), folder);
    }
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
