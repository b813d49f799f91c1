package io.leakwatch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AtExitTest {

  private final List<String> said = new ArrayList<>();

  /** Works for ever, and concludes. */
  public static final class Endless {

    private Endless() {}

    public static void main(String[] args) throws Exception {
      AtExit.conclude(
          () -> System.out.println("concludes"),
          () -> {
            System.out.println("works");
            new CountDownLatch(1).await();
          });
    }
  }

  @Test
  void workIsConcludedWhenItHasEnded() throws Exception {
    AtExit.conclude(() -> said.add("concludes"), () -> said.add("works"));

    assertThat(said).containsExactly("works", "concludes");
  }

  @Test
  void workThatFailsIsConcludedToo() {
    assertThatThrownBy(
            () ->
                AtExit.conclude(
                    () -> said.add("concludes"),
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");

    assertThat(said).containsExactly("concludes");
  }

  @Test
  void workThatGoesOnIsConcludedWhenTheJvmIsToldToEnd() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Endless.class.getName())
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("works");

      process.toHandle().destroy(); // unlike the process itself, leaves its output to be read

      assertThat(out.readLine()).isEqualTo("concludes");
      assertThat(out.readLine()).isNull();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
