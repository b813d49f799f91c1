package io.leakwatch.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.workbench.Leakwatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A demo in a process of its own, which is asked to end at one stage or another. */
class StoppedDemoTest {

  private static final Duration TO_ANSWER = Duration.ofSeconds(5);
  private static final String MOST = String.valueOf(DemoPlan.MOST_A_SECOND);

  @TempDir private Path folder;

  /** The command line as a program. */
  public static final class Program {

    private Program() {}

    public static void main(String[] args) {
      System.exit(Leakwatch.commandLine().execute(args));
    }
  }

  /** What a demo that was stopped has left. */
  private record Ended(int status, List<String> lines) {}

  @Test
  void whileKafkaStarts() throws Exception {
    Ended ended = stopped("TERM", "Starting Kafka");

    assertThat(ended.status()).isEqualTo(143);
    assertThat(ended.lines())
        .contains(
            "stopped while Kafka was starting: nothing was published, so there are no alerts");
  }

  @Test
  void whileTheTrafficIsMadeUp() throws Exception {
    // So many take longer than Kafka does.
    Ended ended = stopped("TERM", "Making up", "--duration", "5m", "--rate", MOST);

    assertThat(ended.status()).isEqualTo(143);
    assertThat(ended.lines())
        .contains(
            "stopped while the traffic was being made up: nothing was published, so there are no"
                + " alerts");
  }

  @Test
  void whileEventsArePublishedByCtrlC() throws Exception {
    Ended ended = stopped("INT", " time  new");

    assertThat(ended.status()).isEqualTo(130);
    assertThat(ended.lines())
        .anyMatch(line -> line.matches("published [\\d,]+ events in .*, then it was stopped"))
        .anyMatch(line -> line.startsWith("received "))
        .anyMatch(line -> line.startsWith("  ./leakwatch alerts "));
    assertThat(folder.resolve("run/alerts.jsonl")).exists();
  }

  @Test
  void whileTheJobIsDrained() throws Exception {
    Ended ended = stopped("TERM", "All is published", "--duration", "1s", "--rate", "20000");

    assertThat(ended.status()).isEqualTo(143);
    assertThat(ended.lines())
        .anyMatch(line -> line.matches("published [\\d,]+ events in .*, then it was stopped"))
        .anyMatch(line -> line.startsWith("received "));
  }

  /** Starts a demo, waits for a line, and sends a signal. */
  private Ended stopped(String signal, String at, String... args) throws Exception {
    Process process = demo(args);
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = reader(process)) {
      String line = out.readLine();
      while (line != null && !line.startsWith(at)) {
        lines.add(line);
        line = out.readLine();
      }
      assertThat(line).as("a line that starts with %s after %s", at, lines).isNotNull();
      long began = System.nanoTime();
      new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
      for (line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        if (line.startsWith("stopped while ") || line.startsWith("received ")) {
          assertThat(Duration.ofNanos(System.nanoTime() - began))
              .as("%s", lines)
              .isLessThan(TO_ANSWER);
        }
      }
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(temporaryFiles()).as("%s", lines).isEmpty();
      return new Ended(process.exitValue(), lines);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private Process demo(String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(each -> each.startsWith("--add-opens"))
        .forEach(command::add);
    command.add("-Xmx2g");
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Program.class.getName());
    command.addAll(List.of("demo", "--output", folder.resolve("run").toString()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Of Kafka and Flink; libraries that are unpacked there are the JVM's own. */
  private List<Path> temporaryFiles() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("tmp"))) {
      return all.filter(each -> each.getFileName().toString().startsWith("leakwatch-")).toList();
    }
  }
}
