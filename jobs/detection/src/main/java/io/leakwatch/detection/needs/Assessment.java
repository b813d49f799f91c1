package io.leakwatch.detection.needs;

import io.leakwatch.schemas.EventKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How much a detector sees in the events that were counted.
 *
 * @param lacks what it lacks, the gravest first
 */
public record Assessment(Sight sight, List<Lack> lacks) {

  /**
   * A field that fewer events carry than this is as good as missing: whoever is looked for is
   * hardly among those few. Not for those that are telling, see {@link Field#telling}.
   */
  private static final double FEW = 0.05;

  /**
   * Of a telling field: among so many events one should say what is not ordinary. One call in ten
   * goes to a stranger even where people call their friends.
   */
  private static final long ENOUGH_TO_TELL = 100;

  /** Of what is rare on any platform, such as a support desk that reads other people's messages. */
  private static final long ENOUGH_OF_RARE = 1_000;

  /**
   * Events of a topic among which even the rarest kind of event should be, such as a lost phone.
   */
  private static final int ENOUGH_FOR_ALL_KINDS = 1_000;

  public Assessment {
    lacks = List.copyOf(lacks);
  }

  /** How much a detector with these needs sees. */
  public static Assessment of(Needs needs, Tallies tallies) {
    List<Lack> lacks = new ArrayList<>();
    for (Need need : needs.cannotDoWithout()) {
      if (need.anyOf().stream().allMatch(trait -> tallies.count(trait) == 0)) {
        lacks.add(lack(need, Sight.BLIND, tallies));
      }
    }
    for (Need need : needs.cannotDoWithout()) {
      boolean isMissing = need.anyOf().stream().allMatch(trait -> tallies.count(trait) == 0);
      if (!isMissing && need.anyOf().stream().allMatch(trait -> isScarce(trait, tallies))) {
        lacks.add(lack(need, Sight.HALF_BLIND, tallies));
      }
    }
    for (Need need : needs.betterWith()) {
      if (need.anyOf().stream().anyMatch(trait -> isAskedFor(trait, tallies))
          && need.anyOf().stream().allMatch(trait -> isScarce(trait, tallies))) {
        lacks.add(lack(need, Sight.HALF_BLIND, tallies));
      }
    }
    return new Assessment(
        lacks.isEmpty() ? Sight.SEES : lacks.get(0).makes(), withoutRepetitions(lacks));
  }

  /** Of a topic without events it is said once, not for each of its fields. */
  private static List<Lack> withoutRepetitions(List<Lack> lacks) {
    Set<EventKind> saidOf = EnumSet.noneOf(EventKind.class);
    List<Lack> kept = new ArrayList<>();
    for (Lack lack : lacks) {
      Set<EventKind> absent = EnumSet.noneOf(EventKind.class);
      lack.found().stream()
          .filter(found -> found.among() == 0)
          .forEach(found -> absent.add(found.trait().kind()));
      boolean isAllAbsent = lack.found().stream().allMatch(found -> found.among() == 0);
      if (!isAllAbsent || !saidOf.containsAll(absent)) {
        kept.add(lack);
      }
      saidOf.addAll(absent);
    }
    return kept;
  }

  /** Where calls are missing, nobody need hear of each of their fields. */
  private static boolean isAskedFor(Trait trait, Tallies tallies) {
    return tallies.among(trait) > 0 || tallies.events(trait.kind()) == 0;
  }

  /** Whether it is missing from, or hardly ever in, events enough to say so. */
  private static boolean isScarce(Trait trait, Tallies tallies) {
    long count = tallies.count(trait);
    long among = tallies.among(trait);
    if (trait instanceof Occurrence) {
      return count == 0 && (among == 0 || among >= ENOUGH_FOR_ALL_KINDS);
    }
    Field field = (Field) trait;
    if (field.telling()) {
      return count == 0 && (among == 0 || among >= enoughToTell(field));
    }
    return count == 0 || count < FEW * among;
  }

  private static long enoughToTell(Field field) {
    return switch (field) {
      case API_LEGACY -> Long.MAX_VALUE; // a platform may have no endpoint that should be gone
      case DM_MEMBER, DM_PARTICIPANTS, DM_RELAY_REQUESTED -> ENOUGH_OF_RARE;
      default -> ENOUGH_TO_TELL;
    };
  }

  private static Lack lack(Need need, Sight makes, Tallies tallies) {
    return new Lack(
        need,
        makes,
        need.anyOf().stream()
            .map(trait -> new Lack.Found(trait, tallies.count(trait), tallies.among(trait)))
            .toList());
  }
}
