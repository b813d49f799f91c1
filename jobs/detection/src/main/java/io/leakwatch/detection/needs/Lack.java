package io.leakwatch.detection.needs;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.EventKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A need that the events do not meet.
 *
 * @param need what the detector looks for
 * @param makes what it makes the detector
 * @param found how many events have each of {@link Need#anyOf}, in its order
 */
public record Lack(Need need, Sight makes, List<Found> found) {

  /**
   * How many events have a trait.
   *
   * @param among how many could have it
   */
  public record Found(Trait trait, long count, long among) {

    /** {@code 0 of 1,204,118 API calls carry a session}. */
    String words() {
      if (trait instanceof Occurrence occurrence) {
        return "%s of %s are %s".formatted(shown(count), all(), occurrence.plural());
      }
      Field field = (Field) trait;
      return field.telling()
          ? "%s of %s say %s: %s".formatted(shown(count), all(), field.avroName(), field.what())
          : "%s of %s carry %s".formatted(shown(count), all(), field.what());
    }

    private String all() {
      return shown(among) + " " + Lack.all(trait);
    }
  }

  public Lack {
    found = List.copyOf(found);
  }

  /** What was found: {@code 0 of 1,204,118 API calls carry a session}. */
  public String words() {
    Stream<String> noneAtAll =
        found.stream()
            .filter(each -> each.among() == 0)
            .map(each -> "there are no " + all(each.trait()));
    List<Found> others = found.stream().filter(each -> each.among() > 0).toList();
    return String.join(
        ", and ", Stream.concat(noneAtAll, words(others).stream()).distinct().toList());
  }

  /** Kinds of events of one topic are named together. */
  private static List<String> words(List<Found> found) {
    List<String> words = new ArrayList<>();
    for (EventKind kind : EventKind.values()) {
      List<Found> sorts =
          found.stream()
              .filter(each -> each.trait() instanceof Occurrence)
              .filter(each -> each.trait().kind() == kind)
              .toList();
      if (!sorts.isEmpty()) {
        String plurals =
            Figures.joined(
                sorts.stream().map(each -> ((Occurrence) each.trait()).plural()).toList());
        long count = sorts.stream().mapToLong(Found::count).sum();
        words.add(
            "%s of %s %s are %s"
                .formatted(shown(count), shown(sorts.get(0).among()), name(kind), plurals));
      }
    }
    found.stream()
        .filter(each -> each.trait() instanceof Field)
        .forEach(each -> words.add(each.words()));
    return words;
  }

  private static String all(Trait trait) {
    if (trait instanceof Field field && !field.among().isEmpty()) {
      return field.among().contains(Occurrence.CALL_STARTED)
          ? "records of calls"
          : Figures.joined(field.among().stream().map(Occurrence::plural).toList());
    }
    return name(trait.kind());
  }

  /** Many events of a kind, in words. */
  public static String name(EventKind kind) {
    return switch (kind) {
      case LOGIN -> "login events";
      case API -> "API calls";
      case DM_METADATA -> "message events";
    };
  }

  private static String shown(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
