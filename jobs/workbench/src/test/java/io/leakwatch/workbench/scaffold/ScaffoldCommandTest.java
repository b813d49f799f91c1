package io.leakwatch.workbench.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.pipeline.Room;
import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaffoldCommandTest {

  private static final String ROOMS = "jobs/detectors/src/main/java/io/leakwatch/detectors";

  @TempDir private Path copy;
  @TempDir private Path classes;

  @BeforeEach
  void copyRooms() throws IOException {
    Path rooms = Path.of(System.getProperty("leakwatch.root", "../..")).resolve(ROOMS);
    try (Stream<Path> files = Files.walk(rooms)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(ROOMS).resolve(rooms.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private CommandRun scaffold(String id) {
    return CommandRun.of("scaffold", id, "--root", copy);
  }

  private String catalogue() throws IOException {
    return Files.readString(copy.resolve(ROOMS).resolve("Detectors.java"));
  }

  @Test
  void newRoomWorksFromTheFirstMinute() throws Exception {
    CommandRun run = scaffold("password-guessing");

    assertThat(run.status()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "written: " + ROOMS + "/passwordguessing/PasswordGuessing.java",
            "written: " + ROOMS + "/passwordguessing/Options.java",
            "written: " + ROOMS + "/passwordguessing/Attempts.java",
            "written: " + ROOMS + "/passwordguessing/README.md",
            "written: " + ROOMS + "/passwordguessing/cases.yaml",
            "written: " + ROOMS + "/Detectors.java",
            "next: mvn spotless:apply, ./leakwatch docs, mvn -pl jobs/pipeline -am test");
    assertThat(compile()).isZero();
    URL[] compiled = {classes.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(compiled, getClass().getClassLoader())) {
      Class<?> detector =
          loader.loadClass("io.leakwatch.detectors.passwordguessing.PasswordGuessing");
      DetectorType type = (DetectorType) detector.getField("TYPE").get(null);
      Path folder = copy.resolve(ROOMS).resolve("passwordguessing");

      assertThat(Room.faults(type, folder, List.of(compiled))).isEmpty();
    }
  }

  private int compile() throws IOException {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
    args.addAll(
        List.of("-Xlint:all,-processing,-serial,-classfile,-path", "-Werror", "-proc:none"));
    try (Stream<Path> files = Files.walk(copy)) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(args::add);
    }
    return ToolProvider.getSystemJavaCompiler().run(null, null, null, args.toArray(String[]::new));
  }

  @Test
  void lineAndImportAreInTheirPlace() throws IOException {
    scaffold("impossible-password");
    scaffold("a");
    scaffold("zero-day");

    assertThat(catalogue())
        .contains("import io.leakwatch.detectors.a.A;\nimport io.leakwatch.detectors.")
        .contains(
            """
            import io.leakwatch.detectors.impossiblepassword.ImpossiblePassword;
            import io.leakwatch.detectors.impossibletravel.ImpossibleTravel;
            """)
        .contains(
            """
                  List.of(
                      A.TYPE, //
            """)
        .contains(
            """
                      ImpossiblePassword.TYPE, //
                      ImpossibleTravel.TYPE, //
            """)
        .contains(
            """
                      ZeroDay.TYPE //
                      );
            """);
  }

  @Test
  void roomThatIsThereIsLeftAlone() {
    CommandRun run = scaffold("mass-scraping");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "leakwatch: there is a folder " + ROOMS + "/massscraping already; choose another id");
  }

  @Test
  void idOfAnotherFormIsAWrongCall() {
    CommandRun run = scaffold("MassScraping");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            "leakwatch: 'MassScraping' is not a detector id; write lower-case words joined by"
                + " hyphens");
  }
}
