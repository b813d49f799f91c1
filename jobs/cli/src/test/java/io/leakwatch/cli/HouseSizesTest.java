package io.leakwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files fit a sitting, and packages a glance. */
class HouseSizesTest {

  private static final int MOST_LINES = 300;
  private static final int MOST_FILES = 25;

  /** One file for each detector that there is, and it grows with them. */
  private static final String ATTACKS = "io/leakwatch/traffic/attacks";

  private static final Path ROOT = Path.of(System.getProperty("leakwatch.root", "../.."));

  private static List<Path> sources() throws IOException {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !ROOT.relativize(file).toString().contains("target"))
          .toList();
    }
  }

  @Test
  void noFileIsLongerThanASitting() throws IOException {
    Map<String, Integer> tooLong = new TreeMap<>();
    for (Path file : sources()) {
      int lines = Files.readAllLines(file).size();
      if (lines > MOST_LINES) {
        tooLong.put(ROOT.relativize(file).toString(), lines);
      }
    }

    assertThat(tooLong).as("files of more than %d lines: make two of each", MOST_LINES).isEmpty();
  }

  @Test
  void noPackageHoldsMoreFilesThanAGlanceTakesIn() throws IOException {
    Map<String, Long> files =
        sources().stream()
            .filter(file -> file.toString().contains("src/main/java"))
            .map(file -> ROOT.relativize(file.getParent()).toString())
            .filter(folder -> !folder.endsWith(ATTACKS))
            .collect(Collectors.groupingBy(folder -> folder, TreeMap::new, Collectors.counting()));
    files.values().removeIf(count -> count <= MOST_FILES);

    assertThat(files).as("packages of more than %d files: make two of each", MOST_FILES).isEmpty();
  }
}
