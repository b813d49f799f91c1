package io.leakwatch.pipeline;

import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What the topology relies on, whatever cluster it runs on. */
final class JobEnvironment {

  private JobEnvironment() {}

  static void prepare(StreamExecutionEnvironment env) {
    Configuration needed = new Configuration();
    // No Kryo: a type without a serializer of its own is a fault in the job, reported at start.
    needed.set(PipelineOptions.GENERIC_TYPES, false);
    needed.set(PipelineOptions.OBJECT_REUSE, true);
    needed.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    needed.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(20));
    // Signals are rare: a buffer of them would wait for Flink's 100 ms at each of five steps.
    needed.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(25));
    env.configure(needed);
    env.setMaxParallelism(DetectionJob.MAX_PARALLELISM);
  }
}
