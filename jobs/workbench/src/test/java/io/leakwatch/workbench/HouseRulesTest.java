package io.leakwatch.workbench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

/** Which way the arrows run, and what may not be called where. Nothing is excepted. */
class HouseRulesTest {

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.leakwatch");

  private static final String SCHEMAS = "io.leakwatch.schemas..";
  private static final String DETECTION = "io.leakwatch.detection..";
  private static final String DETECTORS = "io.leakwatch.detectors..";
  private static final String PIPELINE = "io.leakwatch.pipeline..";
  private static final String WORKBENCH = "io.leakwatch.workbench..";

  private static final DescribedPredicate<JavaClass> FLINK_BUT_CEP =
      resideInAPackage("org.apache.flink..")
          .and(DescribedPredicate.not(resideInAPackage("org.apache.flink.cep..")))
          .as("are of Flink, but not of its CEP");

  private static void holds(ArchRule rule) {
    rule.check(HOUSE);
  }

  @Test
  void arrowsRunOneWay() {
    holds(
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("schemas")
            .definedBy(SCHEMAS)
            .layer("detection")
            .definedBy(DETECTION)
            .layer("detectors")
            .definedBy(DETECTORS)
            .layer("pipeline")
            .definedBy(PIPELINE)
            .layer("workbench")
            .definedBy(WORKBENCH)
            .whereLayer("workbench")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("pipeline")
            .mayOnlyBeAccessedByLayers("workbench")
            .whereLayer("detectors")
            .mayOnlyBeAccessedByLayers("pipeline", "workbench")
            .whereLayer("detection")
            .mayOnlyBeAccessedByLayers("detectors", "pipeline", "workbench"));
  }

  @Test
  void roomsDoNotKnowEachOther() {
    holds(slices().matching("io.leakwatch.detectors.(*)..").should().notDependOnEachOther());
  }

  @Test
  void detectorsKnowNothingOfKafkaOrFlink() {
    holds(
        noClasses()
            .that()
            .resideInAPackage(DETECTORS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.."));
  }

  @Test
  void theirVocabularyKnowsOfFlinkOnlyItsPatterns() {
    holds(
        noClasses()
            .that()
            .resideInAPackage(DETECTION)
            .should()
            .dependOnClassesThat(
                FLINK_BUT_CEP
                    .or(resideInAPackage("org.apache.kafka.."))
                    .as("are Kafka's or Flink's")));
  }

  @Test
  void detectorsHaveNoClock() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(DETECTION, DETECTORS)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class));
  }

  @Test
  void classesAreNamedForWhatTheyAre() {
    holds(
        classes()
            .that()
            .resideInAPackage("io.leakwatch..")
            .should()
            .haveNameNotMatching(".*(Manager|Helper|Utils?|Impl|Common)(\\$.*)?")
            .because("a name says what a thing is; these say that it is a thing"));
  }
}
