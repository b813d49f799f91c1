package io.leakwatch.workbench.demo;

import io.leakwatch.local.outcome.Counters;
import io.leakwatch.pipeline.JobConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A page on which a demo's alerts can be looked at. */
@FunctionalInterface
public interface DemoConsole {

  /** One that is served until it is closed. */
  interface Served extends AutoCloseable {

    /** Where a browser finds it. */
    URI address();

    @Override
    void close();
  }

  /**
   * Opens one, on this machine alone.
   *
   * @param config which Kafka and topics, and the detectors' options
   * @param folder for its files; made if it is missing, and removed by whoever opens it
   * @param counters the job's; gives null until it has started
   */
  Served open(JobConfig config, Path folder, Supplier<Counters> counters) throws Exception;
}
