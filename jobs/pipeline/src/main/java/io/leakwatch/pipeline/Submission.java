package io.leakwatch.pipeline;

import io.leakwatch.pipeline.kafka.StartCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the job is given when it is submitted to a cluster: {@code --config FILE}. */
final class Submission {

  private Submission() {}

  /**
   * The configuration that the arguments name.
   *
   * @throws ConfigurationFault if there is none, or if it holds faults; all are in the message
   */
  static JobConfig config(String... args) {
    if (args.length != 2 || !args[0].equals("--config")) {
      throw new ConfigurationFault(
          List.of("called with '" + String.join(" ", args) + "'; call it with --config FILE"));
    }
    Path file = Path.of(args[1]);
    if (!Files.isRegularFile(file)) {
      throw new ConfigurationFault(
          List.of(
              "no file "
                  + file
                  + "; the file is read where the job is submitted (in application mode: on the job"
                  + " manager)"));
    }
    try {
      return JobConfig.readForKafka(file);
    } catch (IOException fault) {
      throw new ConfigurationFault(List.of("cannot read " + file + ": " + fault.getMessage()));
    }
  }

  /**
   * Waits for Kafka to have the topics of the job.
   *
   * @throws ConfigurationFault if it has not, and the job may not make them
   */
  static void checkTopics(JobConfig config) throws InterruptedException {
    Optional<String> fault = StartCheck.fault(config.kafka());
    if (fault.isPresent()) {
      throw new ConfigurationFault(List.of(fault.get()));
    }
  }
}
