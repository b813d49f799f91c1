package io.leakwatch.workbench.cluster;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The job's jar for a cluster, which is there when tests run within {@code mvn verify}. */
public final class JobJar {

  private static final Path ROOT = Path.of(System.getProperty("leakwatch.root", "../.."));

  private JobJar() {}

  /** The jar; without one, or with one that is older than the classes here, there is no test. */
  public static Path current() throws IOException {
    Optional<Path> jar = ClusterJob.detection(ROOT.toAbsolutePath().normalize());
    assumeThat(jar).as("made by mvn verify").isPresent();
    assumeThat(newestOfItsClasses())
        .as("younger than what mvn test has compiled")
        .isLessThanOrEqualTo(jar.get().toFile().lastModified());
    return jar.get();
  }

  private static long newestOfItsClasses() throws IOException {
    long newest = 0;
    for (String module : List.of("schemas", "detection", "detectors", "pipeline")) {
      Path folder = ROOT.resolve(module.equals("schemas") ? module : "jobs/" + module);
      try (Stream<Path> classes = Files.walk(folder.resolve("target/classes"))) {
        newest =
            Math.max(
                newest,
                classes
                    .filter(file -> file.toString().endsWith(".class"))
                    .mapToLong(file -> file.toFile().lastModified())
                    .max()
                    .orElse(0));
      }
    }
    return newest;
  }
}
