package io.leakwatch.workbench.chaos;

import io.leakwatch.local.replay.FileSource;
import io.leakwatch.local.replay.LocalFlink;
import io.leakwatch.local.replay.LocalSink;
import io.leakwatch.local.replay.Span;
import io.leakwatch.pipeline.DetectionJob;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.raise.Sinks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What alerts are right: those of one undisturbed run over the same events from files. */
final class Oracle {

  private Oracle() {}

  /**
   * Every revision that there is to come.
   *
   * @param folder takes files
   */
  static Revisions of(List<EndedTraffic.Keyed> events, Path folder) throws Exception {
    return of(events, folder, new Revisions());
  }

  /**
   * Likewise, of some detectors.
   *
   * @param expected takes them
   */
  static Revisions of(List<EndedTraffic.Keyed> events, Path folder, Revisions expected)
      throws Exception {
    Path flink = Files.createTempDirectory(folder, "oracle");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, LocalFlink.configuration(flink, 1));
    JobOptions options = JobOptions.defaults();
    DetectionJob.define(
        env,
        FileSource.of(EndedTraffic.write(events, folder), Span.between(null, null), options),
        new Sinks(LocalSink.to(expected::add), LocalSink.to(letter -> {})),
        options);
    env.execute("oracle");
    return expected;
  }
}
