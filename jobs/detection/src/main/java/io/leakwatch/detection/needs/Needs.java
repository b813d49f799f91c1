package io.leakwatch.detection.needs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a detector needs of the events that it reads.
 *
 * @param cannotDoWithout where one of these is missing, it raises nothing at all
 * @param betterWith where one of these is missing, it raises less, later, or is less sure
 */
public record Needs(List<Need> cannotDoWithout, List<Need> betterWith) implements Serializable {

  public static final Needs NONE = new Needs(List.of(), List.of());

  public Needs {
    cannotDoWithout = List.copyOf(cannotDoWithout);
    betterWith = List.copyOf(betterWith);
  }

  /**
   * The same, and something that it cannot do without: without all of {@code anyOf} it raises
   * nothing.
   *
   * @param without what then stays unseen, in a sentence
   */
  public Needs needs(String without, Trait... anyOf) {
    return new Needs(with(cannotDoWithout, without, anyOf), betterWith);
  }

  /**
   * The same, and something that it is better with: without all of {@code anyOf} it raises less,
   * later, or is less sure.
   *
   * @param without what then stays unseen or grows weaker, in a sentence
   */
  public Needs betterWith(String without, Trait... anyOf) {
    return new Needs(cannotDoWithout, with(betterWith, without, anyOf));
  }

  private static List<Need> with(List<Need> needs, String without, Trait... anyOf) {
    List<Need> all = new ArrayList<>(needs);
    all.add(new Need(List.of(anyOf), without));
    return all;
  }

  /** Everything that is named, needed or not. */
  public Stream<Trait> named() {
    return Stream.concat(cannotDoWithout.stream(), betterWith.stream())
        .flatMap(need -> need.anyOf().stream());
  }
}
