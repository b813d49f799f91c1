package io.leakwatch.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.local.CommandFault;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

  private static final JobIdentity JOB =
      new JobIdentity(
          "cluster", "leakwatch", List.of("logins"), "alerts", "dead", Set.of("spam-calls"));

  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void nameFolder() {
    folder = temporary.resolve("leakwatch.state");
  }

  @Test
  void aNewOneHoldsNothing() {
    try (StateFolder state = StateFolder.open(folder, JOB, false)) {
      assertThat(state.newest()).isEmpty();
    }
  }

  @Test
  void theHighestNumberIsTheNewestWhicheverJobMadeIt() throws IOException {
    snapshot("checkpoints/aa/chk-9", 9);
    snapshot("ends/savepoint-aa-1", 12);
    snapshot("checkpoints/bb/chk-11", 11);
    Files.createDirectories(folder.resolve("checkpoints/bb/chk-13"));

    try (StateFolder state = StateFolder.open(folder, JOB, false)) {
      assertThat(state.newest().orElseThrow().folder())
          .isEqualTo(folder.resolve("ends/savepoint-aa-1"));
    }
  }

  @Test
  void isLockedWhileItIsInUse() {
    try (StateFolder first = StateFolder.open(folder, JOB, false)) {
      assertThatThrownBy(() -> StateFolder.open(first.path(), JOB, false))
          .isInstanceOf(CommandFault.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid() + " keeps its state in");
    }
    StateFolder.open(folder, JOB, false).close();
  }

  @Test
  void anotherJobsIsRefusedAndSaysInWhat() throws IOException {
    StateFolder.open(folder, JOB, false).close();
    snapshot("checkpoints/aa/chk-1", 1);
    JobIdentity other =
        new JobIdentity("cluster", "other", List.of("logins"), "alerts", "dead", Set.of());

    assertThatThrownBy(() -> StateFolder.open(folder, other, false))
        .isInstanceOf(CommandFault.class)
        .hasMessageContaining("another job (kafka.group-id: leakwatch before, other now)");

    try (StateFolder fresh = StateFolder.open(folder, other, true)) {
      assertThat(fresh.newest()).isEmpty();
    }
  }

  @Test
  void knowsWhetherTheSameDetectorsRun() {
    StateFolder.open(folder, JOB, false).close();
    try (StateFolder same = StateFolder.open(folder, JOB, false)) {
      assertThat(same.hasSameDetectors()).isTrue();
    }
    JobIdentity fewer =
        new JobIdentity("cluster", "leakwatch", List.of("logins"), "alerts", "dead", Set.of());
    try (StateFolder changed = StateFolder.open(folder, fewer, false)) {
      assertThat(changed.hasSameDetectors()).isFalse();
    }
  }

  @Test
  void whoeverIsKilledWhileItIsOpenedLeavesWhatIsReadable() throws IOException {
    StateFolder.open(folder, JOB, false).close();
    Path identity = folder.resolve("job.json");
    AtomicBoolean opened = new AtomicBoolean();
    CompletableFuture<Long> halves =
        CompletableFuture.supplyAsync(
            () ->
                Stream.generate(() -> read(identity))
                    .takeWhile(text -> !opened.get())
                    .filter(text -> !text.endsWith("}\n"))
                    .count());

    for (int i = 0; i < 300; i++) {
      StateFolder.open(folder, JOB, false).close();
    }
    opened.set(true);

    assertThat(halves.join()).isZero();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  @Test
  void whatCannotBeReadIsRefusedThoughThereIsAnOlderOne() throws IOException {
    snapshot("checkpoints/aa/chk-1", 1);
    Path damaged = Files.createDirectories(folder.resolve("checkpoints/aa/chk-2"));
    Files.writeString(damaged.resolve("_metadata"), "nothing that Flink wrote");

    try (StateFolder state = StateFolder.open(folder, JOB, false)) {
      assertThatThrownBy(state::newest)
          .isInstanceOf(CommandFault.class)
          .hasMessageContaining("chk-2 cannot be read")
          .hasMessageContaining("--fresh");
    }
  }

  @Test
  void whatBelongsToNoSnapshotIsRemoved() throws IOException {
    String mine = "0a1b2c3d-0000-4000-8000-0123456789ab";
    Path kept = snapshot("checkpoints/bb/chk-2", 2);
    Files.writeString(kept.resolve("_metadata"), mine, java.nio.file.StandardOpenOption.APPEND);
    Path shared = file("checkpoints/aa/shared/" + mine);
    Path left = file("checkpoints/aa/shared/ffffffff-0000-4000-8000-0123456789ab");
    Path change = file("changes/aa/dstl/eeeeeeee-0000-4000-8000-0123456789ab");

    try (StateFolder state = StateFolder.open(folder, JOB, false)) {
      state.clean(state.newest().orElseThrow());
    }

    assertThat(shared).exists();
    assertThat(kept.resolve("_metadata")).exists();
    assertThat(left).doesNotExist();
    assertThat(change.getParent()).doesNotExist();
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }

  private Path snapshot(String name, long id) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    try (DataOutputStream out =
        new DataOutputStream(Files.newOutputStream(place.resolve("_metadata")))) {
      Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(id, List.of(), List.of()), out);
    }
    return place;
  }
}
