package io.leakwatch.workbench.bare;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.SameJvm;
import io.leakwatch.workbench.bare.ComposeFile.Service;
import io.leakwatch.workbench.process.Child;
import io.leakwatch.workbench.process.Child.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kafka.Kafka;
import kafka.docker.KafkaDockerWrapper;
import org.apache.kafka.tools.BrokerApiVersionsCommand;
import org.apache.kafka.tools.TopicCommand;
import org.apache.kafka.tools.consumer.ConsoleConsumer;

/** What Kafka's official image does: its own program makes a configuration of the environment. */
final class KafkaImage {

  private static final Duration TO_SET_UP = Duration.ofMinutes(1);

  /** The image's own, for whoever says nothing else. */
  private static final String CLUSTER_ID = "5L6g3nShT-eMCtK--X86sw";

  /** Programs of the image that are used from outside, by their names there. */
  private static final Map<String, Class<?>> TOOLS =
      Map.of(
          "kafka-topics.sh", TopicCommand.class,
          "kafka-broker-api-versions.sh", BrokerApiVersionsCommand.class,
          "kafka-console-consumer.sh", ConsoleConsumer.class);

  private final Service service;
  private final Ground ground;

  KafkaImage(Service service, Ground ground) {
    this.service = service;
    this.ground = ground;
  }

  /** Kafka's own programs, as the image has them in {@code /opt/kafka/bin}. */
  static void writeTools(Path folder) throws IOException {
    for (Map.Entry<String, Class<?>> tool : TOOLS.entrySet()) {
      String command =
          SameJvm.command("32m", "256m").stream()
              .map(word -> "'" + word + "'")
              .collect(Collectors.joining(" "));
      Ground.writeProgram(
          folder.resolve(tool.getKey()),
          """
          #!/bin/sh
          exec %s -Dlogback.configurationFile=cluster-log.xml -cp '%s' %s "$@"
          """
              .formatted(command, SameJvm.classPath(), tool.getValue().getName()));
    }
  }

  /** Makes its configuration, and its storage where there is none yet. */
  Child process() throws IOException, InterruptedException {
    Path folder = ground.folder(service);
    Map<String, String> environment = new LinkedHashMap<>(ground.environment(service));
    environment.putIfAbsent("CLUSTER_ID", CLUSTER_ID);
    Path defaults = Files.createDirectories(folder.resolve("defaults"));
    for (String file : List.of("server.properties", "log4j2.yaml", "tools-log4j2.yaml")) {
      Files.writeString(defaults.resolve(file), "");
    }
    Path own = Files.createDirectories(folder.resolve("config"));
    List<String> setUp =
        List.of(
            "setup",
            "--default-configs-dir",
            defaults.toString(),
            "--mounted-configs-dir",
            folder.resolve("mounted").toString(),
            "--final-configs-dir",
            own.toString());
    try (Child once = child("set-up", KafkaDockerWrapper.class, setUp, environment)) {
      once.start();
      // The image takes it so, too: it is all right at the second start.
      if (once.await(TO_SET_UP) != 0 && !once.lastWords().contains("already formatted")) {
        throw new CommandFault("Kafka was not set up; its last words:\n" + once.lastWords());
      }
    }
    return child(
        service.name(),
        Kafka.class,
        List.of(own.resolve("server.properties").toString()),
        environment);
  }

  private Child child(
      String name, Class<?> main, List<String> arguments, Map<String, String> environment) {
    return new Child(
        name, ground.folder(service), "512m", Program.of(main, arguments), environment);
  }
}
