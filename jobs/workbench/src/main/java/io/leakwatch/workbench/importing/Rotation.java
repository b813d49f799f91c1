package io.leakwatch.workbench.importing;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of rotated logs. A shell sorts {@code auth.log auth.log.1 auth.log.10.gz auth.log.2},
 * of which the first is the newest and the third the oldest.
 */
final class Rotation {

  /** {@code auth.log.2.gz}, {@code auth.log-20240301}, {@code auth.log-2024-03-01.gz}. */
  private static final Pattern NAME =
      Pattern.compile(
          "(.+?)(?:\\.(\\d{1,5})|[-.](\\d{4}-?\\d\\d-?\\d\\d(?:[-T]?\\d{2,6})?))?(\\.gz)?");

  private record Generation(Path path, String stem, String number, String date) {

    private static Generation of(Path path) {
      Matcher name = NAME.matcher(path.getFileName().toString());
      return name.matches()
          ? new Generation(path, name.group(1), name.group(2), name.group(3))
          : new Generation(path, path.getFileName().toString(), null, null);
    }

    /** The higher its number, the older; one with a date is older than one without. */
    private BigInteger age() {
      return number == null ? BigInteger.ZERO : new BigInteger(number);
    }

    private String dateOrLast() {
      return date == null ? "~" : date.replaceAll("\\D", "");
    }
  }

  private Rotation() {}

  /** Oldest first among the generations of one log; otherwise as given. */
  static List<Path> oldestFirst(List<Path> logs) {
    Map<Path, List<Generation>> byLog = new LinkedHashMap<>();
    for (Path log : logs) {
      Generation generation = Generation.of(log);
      byLog
          .computeIfAbsent(log.resolveSibling(generation.stem()), stem -> new ArrayList<>())
          .add(generation);
    }
    List<Path> ordered = new ArrayList<>();
    for (List<Generation> generations : byLog.values()) {
      generations.sort(
          Comparator.comparing(Generation::dateOrLast)
              .thenComparing(Generation::age, Comparator.reverseOrder()));
      generations.forEach(generation -> ordered.add(generation.path()));
    }
    return ordered;
  }
}
