package io.leakwatch.console.config;

import io.leakwatch.detection.option.Option;
import io.leakwatch.pipeline.ConfigKeys;
import io.leakwatch.pipeline.ConfigurationFault;
import io.leakwatch.pipeline.JobConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the console reads of the one configuration file.
 *
 * @param job which Kafka and topics, and what is set about detectors
 * @param console the console's own section
 */
public record ConsoleConfig(JobConfig job, ConsoleSettings console) {

  /**
   * Reads the file.
   *
   * @throws IOException if it cannot be read
   * @throws ConfigurationFault if it holds faults, the job's or the console's; all of them are in
   *     the message
   */
  public static ConsoleConfig read(Path file) throws IOException {
    Map<String, Object> keys = ConfigKeys.read(file, ConsoleConfig::isSection);
    List<String> faults = new ArrayList<>();
    ConsoleSettings console =
        ConsoleSettings.of(ConfigKeys.take(keys, ConfigKeys.CONSOLE), System::getenv, faults::add);
    JobConfig job = null;
    try {
      job = JobConfig.readForKafka(file);
    } catch (ConfigurationFault fault) {
      faults.addAll(0, fault.faults());
    }
    if (!faults.isEmpty()) {
      throw new ConfigurationFault(faults);
    }
    return new ConsoleConfig(job, console);
  }

  private static boolean isSection(String key) {
    return Stream.concat(
            Stream.of(ConfigKeys.CONSOLE + WebhookRule.PREFIX),
            ConsoleOptions.ALL.stream().map(Option::name))
        .anyMatch(name -> name.startsWith(key + "."));
  }
}
