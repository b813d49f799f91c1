package io.leakwatch.workbench.terminal;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Reason;
import io.leakwatch.pipeline.ConfigurationFault;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.geo.GeoDatabases;
import io.leakwatch.pipeline.pseudonyms.PseudonymKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of all commands that run the job. */
public final class JobConfigMixin {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration in YAML; docs/options.md lists every key.")
  private Path config;

  @Option(
      names = "--geoip-city",
      paramLabel = "FILE",
      description = "mmdb file that gives positions to events without one; may be repeated.")
  private List<Path> city = List.of();

  @Option(
      names = "--geoip-asn",
      paramLabel = "FILE",
      description =
          "mmdb file that gives network operators to events without one; may be repeated.")
  private List<Path> asn = List.of();

  /** Whether a file is named. */
  public boolean isGiven() {
    return config != null;
  }

  /** The file that is named; null for none. */
  public Path file() {
    return config;
  }

  /**
   * The configuration.
   *
   * @throws ParameterException if it holds faults: all are in the message, and the command ends
   *     with 2
   * @throws CommandFault if a file is missing
   */
  public JobConfig read() {
    return completed(config == null ? JobConfig.defaults() : parsed(JobConfig::read));
  }

  /**
   * The same for a job between the topics of a Kafka: the file must be given, and say which.
   *
   * @throws ParameterException if it holds faults, or none is given
   * @throws CommandFault if a file is missing
   */
  public JobConfig readForKafka() {
    if (config == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--config=FILE'");
    }
    return completed(parsed(JobConfig::readForKafka));
  }

  private JobConfig completed(JobConfig read) {
    JobOptions options = read.job();
    if (!city.isEmpty()) {
      options = options.with(JobOptions.GEOIP_CITY, city.stream().map(Path::toString).toList());
    }
    if (!asn.isEmpty()) {
      options = options.with(JobOptions.GEOIP_ASN, asn.stream().map(Path::toString).toList());
    }
    openable(options);
    readable(options.pseudonymKeyFile());
    return new JobConfig(options, read.kafka(), read.runtime());
  }

  private JobConfig parsed(Reader reader) {
    ConfigFile.require(config);
    try {
      return reader.read(config);
    } catch (ConfigurationFault fault) {
      throw new ParameterException(spec.commandLine(), config + ": " + fault.getMessage(), fault);
    } catch (IOException fault) {
      throw new CommandFault("cannot read " + config + ": " + Reason.of(fault), fault);
    }
  }

  private interface Reader {
    JobConfig read(Path file) throws IOException;
  }

  /** The key is read by the job's tasks, likewise. */
  private static void readable(String keyFile) {
    if (!keyFile.isEmpty()) {
      try {
        PseudonymKey.read(Path.of(keyFile));
      } catch (IllegalArgumentException fault) {
        throw new CommandFault(fault.getMessage(), fault);
      }
    }
  }

  /**
   * Databases are opened by the job's tasks; a wrong file is better reported before there are any.
   */
  private static void openable(JobOptions options) {
    try {
      GeoDatabases databases = options.geoFiles().open();
      if (databases != null) {
        databases.close();
      }
    } catch (Exception fault) {
      throw new CommandFault(fault.getMessage(), fault);
    }
  }
}
