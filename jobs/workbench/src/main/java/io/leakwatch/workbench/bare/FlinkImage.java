package io.leakwatch.workbench.bare;

import io.leakwatch.local.CommandFault;
import io.leakwatch.workbench.bare.ComposeFile.Service;
import io.leakwatch.workbench.cluster.ClusterPath;
import io.leakwatch.workbench.cluster.ClusterSettings;
import io.leakwatch.workbench.process.Child;
import io.leakwatch.workbench.process.Child.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * What Flink's official image does: it puts {@code FLINK_PROPERTIES} into its configuration, works
 * out memory from it, and runs a job manager with a job, or a task manager.
 */
final class FlinkImage {

  private static final String JOB = "standalone-job";
  private static final String TASKS = "taskmanager";
  private static final String JOB_MANAGER = "jobmanager.rpc.address";

  /** What the image's own configuration says, where nothing else is said. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "jobmanager.memory.process.size", "1600m",
          "taskmanager.memory.process.size", "1728m");

  private final Service service;
  private final Ground ground;
  private final Path jobJar;

  /**
   * @param jobJar what the image is built with
   */
  FlinkImage(Service service, Ground ground, Path jobJar) {
    this.service = service;
    this.ground = ground;
    this.jobJar = jobJar;
  }

  Child process() throws IOException {
    Path folder = ground.folder(service);
    Path home = folder.resolve("flink");
    Files.createDirectories(home.resolve("lib"));
    Files.createDirectories(home.resolve("usrlib"));
    Files.copy(
        jobJar,
        home.resolve("usrlib").resolve(jobJar.getFileName()),
        StandardCopyOption.REPLACE_EXISTING);
    Configuration settings = settings();
    ClusterSettings.write(settings, home.resolve("conf"));
    List<String> arguments = new ArrayList<>(List.of("--configDir", home + "/conf"));
    List<String> command = service.command();
    String main;
    List<String> jvm;
    switch (command.isEmpty() ? "" : command.get(0)) {
      case JOB -> {
        var memory = JobManagerProcessUtils.processSpecFromConfig(settings);
        jvm = split(JobManagerProcessUtils.generateJvmParametersStr(memory, settings));
        arguments.addAll(split(JobManagerProcessUtils.generateDynamicConfigsStr(memory)));
        main = StandaloneApplicationClusterEntryPoint.class.getName();
      }
      case TASKS -> {
        var memory = TaskExecutorProcessUtils.processSpecFromConfig(settings);
        jvm = split(ProcessMemoryUtils.generateJvmParametersStr(memory));
        arguments.addAll(split(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
        main = TaskManagerRunner.class.getName();
      }
      default ->
          throw new CommandFault(
              "%s: Flink's image runs '%s' or '%s' here, and nothing else"
                  .formatted(service.name(), JOB, TASKS));
    }
    arguments.addAll(ground.put(service, command.subList(1, command.size())));
    List<String> options = new ArrayList<>(jvm);
    options.add("-Dlogback.configurationFile=cluster-log.xml");
    return new Child(
        service.name(),
        folder,
        "1g",
        new Program(main, arguments, ClusterPath.ofFlink(), options),
        Map.of(ConfigConstants.ENV_FLINK_LIB_DIR, home.resolve("lib").toString()));
  }

  private Configuration settings() {
    Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
    all.putAll(properties(ground.environment(service)));
    String jobManager = properties(service.environment()).get(JOB_MANAGER);
    if (jobManager == null || !ground.hasService(jobManager)) {
      throw new CommandFault(
          "%s: %s in FLINK_PROPERTIES names no service".formatted(service.name(), JOB_MANAGER));
    }
    // A container has these to itself.
    for (String host :
        List.of(
            "jobmanager.bind-host",
            "taskmanager.bind-host",
            "taskmanager.host",
            "rest.address",
            "rest.bind-address")) {
      all.put(host, Ground.LOOPBACK);
    }
    all.put("jobmanager.rpc.port", Integer.toString(ground.port(jobManager, 6123)));
    all.put("rest.port", Integer.toString(ground.port(jobManager, 8081)));
    moved(all, "taskmanager.rpc.port", 6122);
    moved(all, "metrics.reporter.prom.port", 9249);
    return Configuration.fromMap(all);
  }

  private static Map<String, String> properties(Map<String, String> environment) {
    Map<String, String> properties = new LinkedHashMap<>();
    environment
        .getOrDefault("FLINK_PROPERTIES", "")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(line -> line.split(":\\s+", 2))
        .forEach(pair -> properties.put(pair[0], pair[1].replaceAll("^['\"]|['\"]$", "")));
    return properties;
  }

  private void moved(Map<String, String> settings, String key, int usual) {
    if (settings.containsKey(key) || key.startsWith("taskmanager")) {
      int port = Integer.parseInt(settings.getOrDefault(key, Integer.toString(usual)));
      settings.put(key, Integer.toString(ground.port(service.name(), port)));
    }
  }

  private static List<String> split(String parameters) {
    return parameters.isBlank() ? List.of() : List.of(parameters.strip().split("\\s+"));
  }
}
