package io.leakwatch.workbench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.workbench.CommandRun;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What generate writes in other worlds replay reads: all of it, and nothing is a dead letter. */
class OtherWorldsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sparse,no-devices,doubled",
        "calls-at-start,email-ids,uri-objects,whole-seconds,doubled,disorder",
        "small,ipv6,carrier,no-sessions,no-asn,country-geo,no-user-agents"
      })
  void replayReadsWhatIsWrittenThere(String worlds) throws Exception {
    Path data = folder.resolve("data");
    Path run = folder.resolve("run");

    CommandRun generated =
        CommandRun.of(
            "generate", "--events", "8000", "--seed", "3", "--world", worlds, "--output", data);
    CommandRun replayed = CommandRun.of("replay", data, "--output", run);

    assertThat(generated.err()).isEmpty();
    assertThat(replayed.status()).as(replayed.err()).isZero();
    JsonNode summary = new ObjectMapper().readTree(run.resolve("summary.json").toFile());
    long written =
        Long.parseLong(generated.out().substring(0, generated.out().indexOf(' ')).replace(",", ""));
    assertThat(summary.get("received").asLong()).isEqualTo(written);
    assertThat(summary.get("dead_lettered").asLong()).isZero();
    assertThat(summary.get("late").asLong()).isZero();
    assertThat(summary.get("duplicates").asLong() > 0).isEqualTo(worlds.contains("doubled"));
  }
}
