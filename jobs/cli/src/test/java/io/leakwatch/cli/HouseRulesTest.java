package io.leakwatch.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.metrics.MetricGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which way the arrows run, and what may not be called where. Nothing is excepted. */
class HouseRulesTest {

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.leakwatch");

  private static final String DETECTION = "io.leakwatch.detection..";
  private static final String DETECTORS = "io.leakwatch.detectors..";

  private static final DescribedPredicate<JavaClass> FLINK_BUT_CEP =
      resideInAPackage("org.apache.flink..")
          .and(DescribedPredicate.not(resideInAPackage("org.apache.flink.cep..")))
          .as("are of Flink, but not of its CEP");

  private static void holds(ArchRule rule) {
    rule.check(HOUSE);
  }

  /** Each module, and those that it may know; all of them know the schemas. */
  private static final Map<String, List<String>> MODULES =
      Map.of(
          "traffic", List.of(),
          "detection", List.of(),
          "detectors", List.of("detection"),
          "pipeline", List.of("detection", "detectors"),
          "local", List.of("detection", "detectors", "pipeline"),
          "workbench", List.of("detection", "detectors", "pipeline", "local", "traffic"),
          "console", List.of("detection", "detectors", "pipeline", "local", "traffic", "workbench"),
          "benchmarks",
              List.of(
                  "detection", "detectors", "pipeline", "local", "traffic", "workbench", "console"),
          "cli", List.of("workbench", "console", "benchmarks"));

  static Set<String> modules() {
    return MODULES.keySet();
  }

  private static String classesOf(String module) {
    return "io.leakwatch." + module + "..";
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleKnowsOnlyThoseBelowIt(String module) {
    List<String> allowed = new ArrayList<>(MODULES.get(module));
    allowed.add(module);
    String[] forbidden =
        MODULES.keySet().stream()
            .filter(other -> !allowed.contains(other))
            .map(HouseRulesTest::classesOf)
            .toArray(String[]::new);
    holds(
        noClasses()
            .that()
            .resideInAPackage(classesOf(module))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(forbidden));
  }

  @Test
  void everyModuleIsKnownHere() {
    Set<String> found = new TreeSet<>();
    HOUSE.forEach(each -> found.add(each.getPackageName().split("\\.")[2]));
    found.remove("schemas");

    assertThat(found).isEqualTo(new TreeSet<>(modules()));
  }

  /** Each package a slice of its own. */
  private static final SliceAssignment BY_PACKAGE =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
          return SliceIdentifier.of(javaClass.getPackageName());
        }

        @Override
        public String getDescription() {
          return "packages";
        }
      };

  @Test
  void noPackagesKnowEachOtherInACircle() {
    holds(slices().assignedFrom(BY_PACKAGE).should().beFreeOfCycles());
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
  void metricsOfTheJobAreDeclaredInOnePlace() {
    DescribedPredicate<JavaCall<?>> registering =
        DescribedPredicate.describe(
            "register a metric",
            call ->
                call.getTargetOwner().isAssignableTo(MetricGroup.class)
                    && Set.of("counter", "gauge", "histogram", "meter").contains(call.getName()));
    holds(
        noClasses()
            .that()
            .resideInAPackage(classesOf("pipeline"))
            .and()
            .resideOutsideOfPackage("io.leakwatch.pipeline.metrics..")
            .should()
            .callMethodWhere(registering)
            .because("docs/metrics.md is written from JobMetric"));
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
