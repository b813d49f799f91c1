package io.leakwatch.workbench.terminal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody may have meant who wrote a name that there is not. */
public final class Nearest {

  private static final LevenshteinDistance EDITS = LevenshteinDistance.getDefaultInstance();

  /** Names come from files, too; of a longer one nobody can say what was meant. */
  private static final int LONGEST = 100;

  private Nearest() {}

  /**
   * The name that is nearest by single-character edits, in any case; empty where none is near: more
   * than a third of the letters would have to change.
   */
  public static Optional<String> to(String written, Collection<String> names) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    return names.stream()
        .min(
            Comparator.comparingInt((String name) -> edits(written, name))
                .thenComparing(Comparator.naturalOrder()))
        .filter(name -> edits(written, name) * 3 <= Math.max(name.length(), 3));
  }

  private static int edits(String one, String other) {
    return EDITS.apply(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
  }

  /** {@code ; did you mean x?}, or where nothing is near the given words. */
  public static String hint(String written, Collection<String> names, String otherwise) {
    return to(written, names).map(name -> "; did you mean " + name + "?").orElse(otherwise);
  }
}
