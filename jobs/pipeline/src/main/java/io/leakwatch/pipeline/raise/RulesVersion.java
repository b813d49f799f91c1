package io.leakwatch.pipeline.raise;

import com.google.common.hash.Hashing;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.option.Option;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** One short text for all options of a detector: it changes when any of them does. */
final class RulesVersion {

  private static final int LENGTH = 12;

  private RulesVersion() {}

  /**
   * The first twelve hexadecimal digits of the SHA-256 of a detector's id, version and options with
   * their values.
   */
  static String of(Armed one) {
    String id = one.type().id() + " " + one.type().profile().version();
    String rules =
        one.type().options().stream()
            .map(option -> option.name() + "=" + valueOf(option, one))
            .sorted()
            .collect(Collectors.joining(", ", id + ": ", ""));
    return Hashing.sha256()
        .hashString(rules, StandardCharsets.UTF_8)
        .toString()
        .substring(0, LENGTH);
  }

  private static Object valueOf(Option<?> option, Armed one) {
    return one.settings().get(option);
  }
}
