package io.leakwatch.workbench.scaffold;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The source of the catalogue, {@code Detectors.java}.
 *
 * @param source its text
 */
record CatalogueSource(String source) {

  private static final Pattern IMPORTS =
      Pattern.compile("(?:import io\\.leakwatch\\.detectors\\.\\S+;\n)+");
  private static final Pattern LINES =
      Pattern.compile("(?<=List\\.of\\(\n)(?: +\\w+\\.TYPE,? //\n)+");
  private static final Pattern TYPE = Pattern.compile("(\\w+)\\.TYPE");

  /**
   * The text with one more detector: its import and its line, each in its place.
   *
   * @throws IllegalStateException if the catalogue does not look as it should
   */
  String with(String folder, String className) {
    String added = "import io.leakwatch.detectors.%s.%s;".formatted(folder, className);
    String more = replaced(IMPORTS, source, imports -> sortedImports(imports, added));
    return replaced(LINES, more, lines -> sortedLines(lines, className));
  }

  private static String replaced(Pattern pattern, String text, UnaryOperator<String> change) {
    MatchResult found =
        pattern
            .matcher(text)
            .results()
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Detectors.java does not look as expected: there is no " + pattern));
    return text.substring(0, found.start())
        + change.apply(found.group())
        + text.substring(found.end());
  }

  private static String sortedImports(String imports, String added) {
    TreeSet<String> sorted = new TreeSet<>(imports.lines().toList());
    sorted.add(added);
    return String.join("\n", sorted) + "\n";
  }

  private static String sortedLines(String lines, String added) {
    TreeSet<String> sorted = new TreeSet<>(Comparator.comparing(CatalogueSource::idOf));
    TYPE.matcher(lines).results().forEach(type -> sorted.add(type.group(1)));
    sorted.add(added);
    List<String> names = List.copyOf(sorted);
    // The empty comments keep the formatter from joining the lines.
    return names.stream()
            .map(name -> "          " + name + ".TYPE")
            .collect(Collectors.joining(", //\n"))
        + " //\n";
  }

  private static String idOf(String className) {
    return className.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
