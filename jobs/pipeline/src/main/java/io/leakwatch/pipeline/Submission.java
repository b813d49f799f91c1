package io.leakwatch.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
}
