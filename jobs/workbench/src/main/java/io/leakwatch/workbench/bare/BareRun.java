package io.leakwatch.workbench.bare;

import io.leakwatch.local.CommandFault;
import io.leakwatch.workbench.bare.ComposeFile.Service;
import io.leakwatch.workbench.process.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The services of a compose file as processes of this machine: in the order in which they wait for
 * each other, with the same commands, environment and files.
 */
public final class BareRun implements AutoCloseable {

  private static final Duration TO_BE_HEALTHY = Duration.ofMinutes(3);
  private static final Duration TO_COMPLETE = Duration.ofMinutes(3);
  private static final Duration TO_ANSWER = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final ComposeFile compose;
  private final Ground ground;
  private final Path folder;
  private final Path jobJar;
  private final Set<String> profiles;
  private final Consumer<String> words;
  private final Map<String, Child> running = new LinkedHashMap<>();

  /**
   * Starts none yet.
   *
   * @param file a compose file
   * @param folder takes all data and what the processes say
   * @param jobJar the job, as an image is built with it
   * @param profiles which services run beside those of no profile
   * @param hasFreePortsOnly whether published ports are any free ones, too
   * @param words takes what is done
   * @throws CommandFault if the file holds what is not understood
   */
  public BareRun(
      Path file,
      Path folder,
      Path jobJar,
      Set<String> profiles,
      boolean hasFreePortsOnly,
      Consumer<String> words)
      throws IOException {
    this.compose = ComposeFile.read(file);
    this.folder = folder.toAbsolutePath().normalize();
    this.ground = new Ground(compose, this.folder, hasFreePortsOnly);
    this.jobJar = jobJar;
    this.profiles = Set.copyOf(profiles);
    this.words = words;
  }

  /**
   * Starts them all; returns when every health check has passed.
   *
   * @throws CommandFault if one ends, or does not become healthy in time
   */
  public void start() throws IOException, InterruptedException {
    KafkaImage.writeTools(folder.resolve("bin"));
    List<Service> waiting =
        new ArrayList<>(
            compose.services().values().stream().filter(each -> each.isIn(profiles)).toList());
    List<String> started = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Service next =
          waiting.stream()
              .filter(each -> started.containsAll(each.after().keySet()))
              .findFirst()
              .orElseThrow(() -> new CommandFault("services wait for each other for ever"));
      waiting.remove(next);
      started.add(next.name());
      start(next);
    }
  }

  private void start(Service service) throws IOException, InterruptedException {
    ground.prepare(service);
    String image = service.image();
    if (!service.entrypoint().isEmpty()) {
      complete(service);
      return;
    }
    Child child;
    if (image.startsWith("apache/kafka:")) {
      child = new KafkaImage(service, ground).process();
    } else if (image.startsWith("zookeeper:")) {
      child = new ZooKeeperImage(service, ground).process();
    } else if (image.startsWith("leakwatch-job:")) {
      child = new FlinkImage(service, ground, jobJar).process();
    } else {
      words.accept("%s is left out: nothing here stands for %s".formatted(service.name(), image));
      return;
    }
    running.put(service.name(), child);
    child.start();
    awaitHealthy(service, child);
    words.accept(service.name() + " is up" + published(service));
  }

  private String published(Service service) {
    StringBuilder at = new StringBuilder();
    for (int port : service.ports().keySet()) {
      at.append(at.isEmpty() ? ", at " : ", ").append(address(service.name(), port));
    }
    return at.toString();
  }

  /** Where a port of a service's can be reached, host and port. */
  public String address(String service, int port) {
    return Ground.LOOPBACK + ":" + ground.port(service, port);
  }

  /** A service that does something and ends. */
  private void complete(Service service) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(service.entrypoint());
    command.addAll(service.command());
    Path log = ground.folder(service).resolve(service.name() + ".log");
    int status = call(service, command, log, TO_COMPLETE);
    if (status != 0) {
      throw new CommandFault(
          "%s ended with status %d; it said:\n%s"
              .formatted(service.name(), status, Files.readString(log)));
    }
    words.accept(service.name() + " is done");
  }

  private int call(Service service, List<String> command, Path log, Duration atMost)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(programs(ground.put(service, command)))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(ground.environment(service));
    Process process = builder.start();
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CommandFault(
            "%s has not ended within %d s".formatted(service.name(), atMost.toSeconds()));
      }
      return process.exitValue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private List<String> programs(List<String> command) {
    return command.stream()
        .map(word -> word.replace("/opt/kafka/bin/", folder.resolve("bin") + "/"))
        .toList();
  }

  private void awaitHealthy(Service service, Child child) throws IOException, InterruptedException {
    if (service.health().isEmpty()) {
      return;
    }
    long until = System.nanoTime() + TO_BE_HEALTHY.toNanos();
    Path log = ground.folder(service).resolve("health.log");
    while (call(service, service.health(), log, TO_ANSWER) != 0) {
      if (!child.isAlive()) {
        throw new CommandFault(
            "%s has ended; its last words:\n%s".formatted(service.name(), child.lastWords()));
      }
      if (System.nanoTime() > until) {
        throw new CommandFault(
            "%s is not healthy after %d s; its last words:\n%s"
                .formatted(service.name(), TO_BE_HEALTHY.toSeconds(), child.lastWords()));
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }

  /**
   * Starts again what has ended, as compose does.
   *
   * @return what each of them said last
   */
  public List<String> revive() throws IOException {
    List<String> said = new ArrayList<>();
    for (Child each : running.values()) {
      if (!each.isAlive()) {
        said.add(each.lastLine());
        each.start();
      }
    }
    return said;
  }

  /** Ends them all at once. */
  @Override
  public void close() {
    running.values().forEach(Child::close);
  }
}
