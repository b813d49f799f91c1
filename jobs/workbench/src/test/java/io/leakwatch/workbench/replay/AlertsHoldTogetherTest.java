package io.leakwatch.workbench.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leakwatch.local.replay.FileSource;
import io.leakwatch.local.replay.LocalFlink;
import io.leakwatch.local.replay.LocalSink;
import io.leakwatch.local.replay.Span;
import io.leakwatch.pipeline.DetectionJob;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.raise.Sinks;
import io.leakwatch.schemas.Alert;
import io.leakwatch.workbench.Leakwatch;
import io.leakwatch.workbench.chaos.EndedTraffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every revision of every alert is right in itself, and after the one before it. */
final class AlertsHoldTogetherTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9})
  void overSimulatedTraffic(long seed) throws Exception {
    List<EndedTraffic.Keyed> events = EndedTraffic.of(seed, 150_000);
    Map<String, String> addresses = new HashMap<>();
    for (EndedTraffic.Keyed event : events) {
      SpecificRecordBase record = event.event();
      Object address = record.get("ip");
      if (address != null) {
        addresses.put(record.get("event_id").toString(), address.toString());
      }
    }
    Collection<Alert> revisions = revisions(EndedTraffic.write(events, folder));

    assertThat(revisions).extracting(Alert::getDetectorId).contains("credential-stuffing");
    assertThat(AlertRules.faults(revisions, addresses::get)).isEmpty();
  }

  @Test
  void overRealLogs() throws Exception {
    Path logins = folder.resolve("login.jsonl");
    Path calls = folder.resolve("api.jsonl");
    imported(logins, "sshd", "sshd-auth.log", "--year", "2014");
    imported(calls, "combined", "web-access.log");
    Collection<Alert> revisions = revisions(List.of(logins, calls));

    assertThat(revisions).isNotEmpty();
    assertThat(AlertRules.faults(revisions, eventId -> "each line has one")).isEmpty();
  }

  private static void imported(Path to, String format, String name, String... more) {
    Path log = shared(name);
    List<String> words =
        new ArrayList<>(
            List.of("import", "--format", format, log.toString(), "--output", to.toString()));
    words.addAll(List.of(more));
    Leakwatch.commandLine().execute(words.toArray(String[]::new));
    assertThat(to).isNotEmptyFile();
  }

  private static Path shared(String name) {
    Path file =
        Path.of(System.getProperty("leakwatch.root", "."))
            .toAbsolutePath()
            .normalize()
            .resolveSibling("shared")
            .resolve("data")
            .resolve(name);
    String reason = "skipped: it reads " + file + ", which is not there";
    if (!Files.exists(file)) {
      System.out.println(reason);
    }
    assumeTrue(Files.exists(file), reason);
    return file;
  }

  private Collection<Alert> revisions(List<Path> files) throws Exception {
    JobOptions options = JobOptions.defaults();
    Collection<Alert> seen = new ConcurrentLinkedQueue<>();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            2, LocalFlink.configuration(folder.resolve("flink"), 2));
    DetectionJob.define(
        env,
        FileSource.of(files, Span.between(null, null), options),
        new Sinks(LocalSink.to(seen::add), LocalSink.to(letter -> {})),
        options);
    env.execute("replay");
    return seen;
  }
}
