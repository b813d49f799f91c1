package io.leakwatch.console;

import io.leakwatch.console.access.UserCommand;
import io.leakwatch.console.config.ConsoleConfig;
import io.leakwatch.console.config.ConsoleOptions;
import io.leakwatch.console.config.ConsoleSettings;
import io.leakwatch.local.AtExit;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Reason;
import io.leakwatch.pipeline.ConfigurationFault;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.workbench.docs.GeneratedPages;
import io.leakwatch.workbench.terminal.ConfigFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch console}: the analysts' page. */
@Command(
    name = "console",
    description = {
      "Serves the analysts' page: the queue of alerts, what was decided about them, and how the job"
          + " is, until Ctrl-C or SIGTERM.",
      "It reads alerts from Kafka, and writes decisions to it; what lies in its folder can be made"
          + " again from there. Without a Kafka it starts, says so on the page, and waits.",
      "On 127.0.0.1 nobody has to sign in. Elsewhere it takes users ('leakwatch console user add')"
          + " or a trusted proxy; docs/console-options.md lists every key."
    },
    subcommands = UserCommand.class)
public final class ConsoleCommand implements Callable<Integer>, GeneratedPages.Writer {

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The job's configuration in YAML; the console's own keys begin with console.")
  private Path config;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Listen on this port instead of console.port; 0 takes any that is free.")
  private Integer port;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description =
          "Keep what was read in DIR instead of console.folder; default: a folder beside the"
              + " configuration, named after it: leakwatch.yaml has leakwatch.console.")
  private Path folder;

  private final CountDownLatch end = new CountDownLatch(1);

  @Override
  public Integer call() throws Exception {
    ConsoleConfig read = read();
    ConsoleSettings settings = settings(read);
    AtExit.stop(
        end::countDown,
        () -> {
          try (Console console = Console.start(read.job(), settings, folder(settings))) {
            say(console, read.job().kafka(), settings);
            end.await();
          }
        });
    return 0;
  }

  @Override
  public List<GeneratedPages.Page> pages() {
    return List.of(OptionsPage.page());
  }

  private ConsoleConfig read() {
    if (config == null) {
      // Not declared as required: subcommands do without.
      throw new ParameterException(spec.commandLine(), "Missing required option: '--config=FILE'");
    }
    ConfigFile.require(config);
    try {
      return ConsoleConfig.read(config);
    } catch (ConfigurationFault fault) {
      throw new ParameterException(spec.commandLine(), config + ": " + fault.getMessage(), fault);
    } catch (IOException fault) {
      throw new CommandFault("cannot read " + config + ": " + Reason.of(fault), fault);
    }
  }

  private ConsoleSettings settings(ConsoleConfig read) {
    if (port == null) {
      return read.console();
    }
    try {
      return read.console().with(ConsoleOptions.PORT, ConsoleOptions.PORT.parse(port));
    } catch (IllegalArgumentException fault) {
      throw new ParameterException(spec.commandLine(), "--port: " + fault.getMessage(), fault);
    }
  }

  private Path folder(ConsoleSettings settings) {
    if (folder != null) {
      return folder;
    }
    String set = settings.get(ConsoleOptions.FOLDER);
    if (!set.isEmpty()) {
      return Path.of(set);
    }
    String name = config.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return config.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".console");
  }

  private void say(Console console, KafkaOptions kafka, ConsoleSettings settings) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("The console is at " + console.uri());
    out.println(
        "It reads %s of Kafka at %s, and keeps it in %s."
            .formatted(
                kafka.get(KafkaOptions.ALERTS_TOPIC),
                kafka.get(KafkaOptions.BOOTSTRAP_SERVERS),
                folder(settings)));
    out.flush();
  }
}
