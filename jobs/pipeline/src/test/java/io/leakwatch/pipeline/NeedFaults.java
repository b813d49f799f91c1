package io.leakwatch.pipeline;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.needs.Need;
import io.leakwatch.detection.needs.Needs;
import io.leakwatch.detection.needs.Trait;
import io.leakwatch.pipeline.BlankedCase.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where what a room says of its needs is not what its cases show: each case is run without one
 * field, or one kind of event, after the other.
 */
final class NeedFaults {

  private final Needs needs;
  private final Set<Trait> named;
  private final Set<Need> makingNoDifference;
  private final List<String> faults = new ArrayList<>();

  private NeedFaults(DetectorType type) {
    this.needs = type.profile().needs();
    this.named = needs.named().collect(Collectors.toSet());
    this.makingNoDifference = new LinkedHashSet<>(needs.betterWith());
  }

  /** Every fault, each with what to do about it. */
  static List<String> of(DetectorType type, CasesFile file, LocalFlinkJobs flink) throws Exception {
    NeedFaults found = new NeedFaults(type);
    if (found.needs.cannotDoWithout().isEmpty()) {
      found.faults.add("say what it cannot do without: Needs.NONE.needs(…) in Options");
    }
    for (RoomCase one : file.cases()) {
      BlankedCase blanked = new BlankedCase(one, type, forgotten(one, file.forgetsAfter()));
      found.judge(one, blanked.outcomes(found.leftOut(one), flink));
    }
    found.makingNoDifference.forEach(
        need ->
            found.faults.add(
                "in no case does it matter that "
                    + shown(Set.copyOf(need.anyOf()))
                    + " is missing; add a case in which it does, or take it out of NEEDS"));
    return found.faults;
  }

  /** After so long the room and those beside it remember nothing. */
  private static Duration forgotten(RoomCase one, Duration own) {
    Duration longest = own;
    for (String id : one.beside()) {
      Path other = RoomsTest.ROOMS.resolve(id.replace("-", "")).resolve("cases.yaml");
      Duration others = CasesFile.read(other).forgetsAfter();
      longest = longest.compareTo(others) < 0 ? others : longest;
    }
    return longest;
  }

  private List<Set<Trait>> leftOut(RoomCase one) {
    Set<Set<Trait>> all = new LinkedHashSet<>();
    all.add(Set.of());
    BlankedCase.traits(one.events()).forEach(trait -> all.add(Set.of(trait)));
    needs.cannotDoWithout().forEach(need -> all.add(new HashSet<>(need.anyOf())));
    needs.betterWith().forEach(need -> all.add(new HashSet<>(need.anyOf())));
    return List.copyOf(all);
  }

  private void judge(RoomCase one, Map<Set<Trait>, Outcome> outcomes) {
    Outcome asItIs = outcomes.get(Set.of());
    if (asItIs.raises() != one.expectsAnything() && one.ends().isEmpty()) {
      fault(one, "run among its own blanked copies, it raises " + asItIs.subjects());
    }
    for (Need need : needs.cannotDoWithout()) {
      Outcome without = outcomes.get(new HashSet<>(need.anyOf()));
      if (without.raises()) {
        fault(
            one,
            shown(new HashSet<>(need.anyOf()))
                + " is needed, but without it "
                + without.subjects()
                + " is raised; say .betterWith(…) in NEEDS, or find out what is wrong");
      }
    }
    makingNoDifference.removeIf(
        need -> !outcomes.get(new HashSet<>(need.anyOf())).shown().equals(asItIs.shown()));
    outcomes.forEach(
        (leftOut, without) -> {
          boolean isUnnamed = leftOut.size() == 1 && !named.containsAll(leftOut);
          if (isUnnamed && !without.severities().equals(asItIs.severities())) {
            fault(
                one,
                "without %s %s is raised instead of %s; say .betterWith(…) in NEEDS"
                    .formatted(shown(leftOut), without.subjects(), asItIs.subjects()));
          }
        });
  }

  private void fault(RoomCase one, String what) {
    faults.add("case '" + one.name() + "': " + what);
  }

  private static String shown(Set<Trait> traits) {
    return traits.stream().map(Trait::path).sorted().collect(Collectors.joining(" or "));
  }
}
