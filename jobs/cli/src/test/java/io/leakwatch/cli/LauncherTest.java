package io.leakwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with a Maven and a Java that only say that they were called. */
class LauncherTest {

  private static final Path ROOT = Path.of(System.getProperty("leakwatch.root", "../.."));

  @TempDir private Path checkout;

  private record Run(int status, String out, List<String> err) {}

  @BeforeEach
  void checkout() throws IOException {
    for (String folder : List.of("schemas/src/main", "jobs/cli/src/main", "jobs/cli/target")) {
      Files.createDirectories(checkout.resolve(folder));
    }
    Files.createFile(checkout.resolve("pom.xml"));
    Files.createFile(checkout.resolve("schemas/pom.xml"));
    Files.createFile(checkout.resolve("jobs/cli/pom.xml"));
    Files.copy(ROOT.resolve("leakwatch"), checkout.resolve("leakwatch"));
    program("java", "echo started");
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.createDirectories(checkout.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Run launch() throws Exception {
    ProcessBuilder launcher = new ProcessBuilder("sh", checkout.resolve("leakwatch").toString());
    launcher.environment().put("PATH", checkout.resolve("bin") + ":" + System.getenv("PATH"));
    launcher.environment().remove("JAVA_HOME");
    launcher.redirectError(checkout.resolve("err").toFile());
    Process process = launcher.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), out, Files.readAllLines(checkout.resolve("err")));
  }

  @Test
  void theFirstTimeItSaysWhichModuleIsBuiltAndThenItIsSilent() throws Exception {
    program(
        "mvn",
        """
        echo '[INFO] Building Leakwatch 0.1.0-SNAPSHOT                  [1/2]'
        echo '[INFO] Building jar: /somewhere/leakwatch.jar'
        sleep 0.1
        echo '[INFO] Building Leakwatch command line 0.1.0-SNAPSHOT     [2/2]'
        """);

    Run first = launch();
    Run second = launch();

    assertThat(first.status()).isZero();
    assertThat(first.out()).isEqualTo("started\n");
    assertThat(first.err())
        .hasSize(3)
        .contains(
            "leakwatch: building 1/2 Leakwatch", "leakwatch: building 2/2 Leakwatch command line");
    assertThat(second).isEqualTo(new Run(0, "started\n", List.of()));
  }

  @Test
  void aBuildThatFailsSaysWhyAndStartsNothing() throws Exception {
    program("mvn", "echo '[INFO] much'; echo '[ERROR] a semicolon is missing'; exit 1");

    Run run = launch();

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("[ERROR] a semicolon is missing")
        .doesNotContain("[INFO] much")
        .last()
        .asString()
        .contains("the build failed");
    assertThat(checkout.resolve("jobs/cli/target/launcher.stamp")).doesNotExist();
  }
}
