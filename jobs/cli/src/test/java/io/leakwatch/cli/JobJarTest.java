package io.leakwatch.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The cluster's jar has all that our classes call and that a Flink does not bring. */
class JobJarTest {

  private static final Path JAR =
      Path.of(System.getProperty("leakwatch.root", "../.."))
          .resolve("jobs/pipeline/target/leakwatch-job.jar");

  /** What every Flink has in its lib folder, and the JDK. */
  private static final DescribedPredicate<JavaClass> OF_THE_CLUSTER =
      resideInAnyPackage("java..", "javax..", "org.apache.flink..", "org.slf4j..");

  @Test
  void ourClassesFindInItWhatTheyCall() throws IOException {
    assumeThat(JAR).as("made by mvn package").isRegularFile();
    Set<String> inTheJar;
    JavaClasses ours;
    try (JarFile jar = new JarFile(JAR.toFile())) {
      inTheJar =
          jar.stream()
              .map(JarEntry::getName)
              .filter(name -> name.endsWith(".class"))
              .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
              .collect(Collectors.toSet());
      ours =
          new ClassFileImporter()
              .withImportOption(location -> location.contains("io/leakwatch/"))
              .withImportOption(location -> !location.contains("io/leakwatch/shaded/"))
              .importJar(jar);
    }

    classes()
        .should()
        .onlyDependOnClassesThat(
            OF_THE_CLUSTER.or(
                DescribedPredicate.describe(
                    "lie in the jar",
                    each ->
                        inTheJar.contains(each.getBaseComponentType().getName())
                            || each.getBaseComponentType().isPrimitive())))
        .check(ours);
  }

  /** docs/operations.md says how large it is. */
  private static final long MOST_BYTES = 40_000_000;

  /** Of what a Flink brings itself; the connector, formats and their like are not in its lib. */
  private static final Pattern BROUGHT_BY_FLINK =
      Pattern.compile(
          "org/apache/flink/(runtime|streaming/(api|runtime)|client|table|core/fs|cep)/.*"
              + "|org/(slf4j|apache/logging|apache/log4j)/.*|ch/qos/logback/.*");

  @Test
  void itIsOneUnsignedFileWithoutWhatFlinkBrings() throws IOException {
    assumeThat(JAR).as("made by mvn package").isRegularFile();

    assertThat(JAR).satisfies(jar -> assertThat(Files.size(jar)).isLessThan(MOST_BYTES));
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> names = jar.stream().map(JarEntry::getName).toList();
      assertThat(names).noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)"));
      assertThat(names).noneMatch(name -> BROUGHT_BY_FLINK.matcher(name).matches());
      assertThat(names)
          .as("Flink and others have another Guava")
          .noneMatch(name -> name.startsWith("com/google/common/"));
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("io.leakwatch.pipeline.DetectionJob");
    }
  }
}
