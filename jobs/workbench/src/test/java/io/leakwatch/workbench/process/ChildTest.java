package io.leakwatch.workbench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leakwatch.workbench.process.Child.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

  private static final Duration TO_HAPPEN = Duration.ofSeconds(60);

  @TempDir private Path folder;

  /** Waits until it is ended. */
  static final class Waiting {

    public static void main(String[] args) throws Exception {
      Path pid = Path.of(args[0], "pid");
      Files.writeString(
          Path.of(args[0], "pid-to-be"), Long.toString(ProcessHandle.current().pid()));
      Files.move(Path.of(args[0], "pid-to-be"), pid);
      new CountDownLatch(1).await();
    }
  }

  /** Starts another, and waits until it is ended. */
  static final class Parent {

    public static void main(String[] args) throws Exception {
      new Child("waiting", Path.of(args[0]), "64m", Program.of(Waiting.class, List.of(args)))
          .start();
      new CountDownLatch(1).await();
    }
  }

  @Test
  void doesNotOutliveItsParentWhenThatIsKilled() throws Exception {
    try (Child parent =
        new Child("parent", folder, "64m", Program.of(Parent.class, List.of(folder.toString())))) {
      parent.start();
      Path pid = folder.resolve("pid");
      await().atMost(TO_HAPPEN).until(() -> Files.exists(pid));
      ProcessHandle child = ProcessHandle.of(Long.parseLong(Files.readString(pid))).orElseThrow();
      assertThat(child.isAlive()).isTrue();

      parent.kill();

      await().atMost(TO_HAPPEN).until(() -> !child.isAlive());
    }
  }
}
