package io.leakwatch.workbench.chaos;

import io.leakwatch.workbench.process.Child;
import io.leakwatch.workbench.process.Child.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code ./leakwatch run} in a process, with its state on a disk that can be filled up. */
final class RunTarget implements Target {

  private static final Duration TO_END = Duration.ofSeconds(30);
  private static final Duration TO_SAVE = Duration.ofSeconds(60);

  private final Path state;
  private final Optional<SmallDisk> disk;
  private final Child run;

  /**
   * Starts nothing yet.
   *
   * @param commands has a {@code main} that takes a command and its options, {@code run} among them
   * @param folder takes its state and what it says
   */
  RunTarget(Class<?> commands, Path folder, String name, Path config)
      throws IOException, InterruptedException {
    this.state = folder.resolve("states").resolve(name);
    this.disk = SmallDisk.at(state);
    this.run =
        new Child(
            name,
            folder,
            "1g",
            Program.of(
                commands,
                List.of("run", "--config", config.toString(), "--state", state.toString())));
  }

  @Override
  public void start() throws IOException {
    run.start();
  }

  @Override
  public void suffer(Schedule.Act act) throws Exception {
    switch (act.deed()) {
      case KILL_RUN -> {
        run.kill();
        run.start();
      }
      case KILL_RUN_AT_COMMIT -> {
        Checkpoints.awaitAnother(state.resolve("checkpoints"), TO_SAVE);
        run.kill();
        run.start();
      }
      case END_RUN -> {
        run.terminate(TO_END);
        run.start();
      }
      case FREEZE_RUN -> run.freeze(act.span());
      case FILL_DISK -> {
        if (disk.isPresent()) {
          disk.get().fill();
          TimeUnit.MILLISECONDS.sleep(act.span().toMillis());
          disk.get().free();
        }
      }
      default -> throw new IllegalArgumentException(act.deed() + " is not done to run");
    }
  }

  @Override
  public List<String> revive() throws IOException {
    if (run.isAlive()) {
      return List.of();
    }
    String said = run.lastLine();
    run.start();
    return List.of(said);
  }

  @Override
  public void end() throws InterruptedException {
    run.terminate(TO_END);
  }

  @Override
  public List<String> spared() {
    return disk.isPresent() ? List.of() : List.of("no disk is filled up: only root may mount one");
  }

  @Override
  public void close() {
    run.close();
    disk.ifPresent(SmallDisk::close);
  }
}
