package io.leakwatch.workbench.alerts;

import io.leakwatch.detection.words.Shown;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Reason;
import io.leakwatch.pipeline.ConfigurationFault;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.workbench.terminal.ConfigFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the alerts come from: a run's folder, or a topic. */
public final class AlertSource {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--kafka",
      paramLabel = "BOOTSTRAP",
      description =
          "Instead of RUN: host:port of some Kafka brokers. The topic is read from its beginning to"
              + " its present end; only committed records count. Where clients have to sign in,"
              + " give --config instead.")
  private String kafka;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "The topic of alerts (default: that of --config, or alerts).")
  private String topic;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Instead of RUN: the job's configuration, which says which Kafka, which topic and which"
              + " alerts.format. avro and json can be read, ocsf cannot.")
  private Path config;

  /**
   * The alerts, each in its latest revision.
   *
   * @param run a run's folder, or its alerts.jsonl; null if none was given
   * @throws ParameterException if not exactly one source is given
   * @throws CommandFault if it cannot be read
   */
  public List<StoredAlert> read(Path run) {
    long given = Stream.of(run, kafka, config).filter(Objects::nonNull).count();
    if (given != 1) {
      throw new ParameterException(
          spec.commandLine(),
          given == 0
              ? "no alerts to read; give a RUN folder, --kafka or --config"
              : "give only one of a RUN folder, --kafka and --config");
    }
    if (run != null) {
      if (topic != null) {
        throw new ParameterException(
            spec.commandLine(), "--topic goes with --kafka or --config, not with a RUN folder");
      }
      return StoredAlerts.in(run);
    }
    AlertsTopic found = AlertsTopic.of(config == null ? KafkaOptions.of(kafka) : configured());
    AlertsTopic.Read read = (topic == null ? found : found.named(topic)).read();
    if (read.warning() != null) {
      spec.commandLine().getErr().println("leakwatch: warning: " + Shown.text(read.warning()));
    }
    return read.alerts();
  }

  private KafkaOptions configured() {
    ConfigFile.require(config);
    try {
      return JobConfig.readForKafka(config).kafka();
    } catch (ConfigurationFault fault) {
      throw new ParameterException(spec.commandLine(), config + ": " + fault.getMessage(), fault);
    } catch (IOException fault) {
      throw new CommandFault("cannot read " + config + ": " + Reason.of(fault), fault);
    }
  }
}
