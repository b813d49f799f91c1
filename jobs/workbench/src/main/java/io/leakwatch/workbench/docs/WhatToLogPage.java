package io.leakwatch.workbench.docs;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.needs.Field;
import io.leakwatch.detection.needs.Need;
import io.leakwatch.detection.needs.Needs;
import io.leakwatch.detection.needs.Occurrence;
import io.leakwatch.detection.needs.Trait;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.workbench.terminal.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a platform must log so that each detector sees something, and what lets it see more. */
final class WhatToLogPage {

  /** How much less a detector finds without something, where that was measured. */
  @FunctionalInterface
  interface Measured {
    Measured NOTHING = (type, need) -> Optional.empty();

    /** Such as {@code 0.42 instead of 0.98}; empty where it was not measured. */
    Optional<String> recallWithout(DetectorType type, Need need);
  }

  private static final int LINE = 120;

  private final List<DetectorType> types;
  private final Measured measured;

  WhatToLogPage(List<DetectorType> types, Measured measured) {
    this.types = types;
    this.measured = measured;
  }

  String text(String notice, String rooms) {
    StringBuilder page = new StringBuilder("# What to log\n\n" + notice);
    page.append(
        """

        A detector sees only what a platform writes down. This page lists for each detector what it cannot do without, and
        what it is better with. `./leakwatch coverage INPUT…` says what your own events let it see: *sees*, *half blind* or
        *blind*, and which field would help. `replay` warns of the same at its end. The cases of each room prove each line:
        without what it needs, a detector raises nothing at all.

        What every event must hold is not listed: its id, its time, what happened, and to whom.
        The fields: [schemas](../schemas/src/main/avro).

        ## Field by field

        """);
    for (EventKind kind : EventKind.values()) {
      page.append("### ").append(kind.topic()).append("\n\n").append(fields(kind)).append("\n");
    }
    page.append("## Detector by detector\n");
    for (DetectorType type : types) {
      page.append("\n### [%s](%s%s/README.md)\n\n".formatted(type.id(), rooms, folder(type)));
      page.append(String.join("\n", Cells.wrapped(type.profile().summary(), LINE)));
      page.append("\n\n").append(needs(type));
    }
    return page.toString();
  }

  private static String folder(DetectorType type) {
    return type.profile().folder();
  }

  private String fields(EventKind kind) {
    StringBuilder table =
        new StringBuilder("| field | cannot do without it | better with it |\n|---|---|---|\n");
    for (Field field : Field.values()) {
      if (field.kind() == kind) {
        List<String> needed = new ArrayList<>();
        List<String> better = new ArrayList<>();
        types.forEach(type -> sort(type, field, needed, better));
        if (!needed.isEmpty() || !better.isEmpty()) {
          table.append(
              "| `%s` | %s | %s |\n"
                  .formatted(
                      field.avroName(), String.join(", ", needed), String.join(", ", better)));
        }
      }
    }
    return table.toString();
  }

  /** One of several that will do is no more than helpful. */
  private static void sort(
      DetectorType type, Field field, List<String> needed, List<String> better) {
    Needs needs = type.profile().needs();
    if (needs.cannotDoWithout().stream().anyMatch(need -> need.anyOf().equals(List.of(field)))) {
      needed.add(type.id());
    } else if (needs.named().anyMatch(field::equals)) {
      better.add(type.id());
    }
  }

  private String needs(DetectorType type) {
    Needs needs = type.profile().needs();
    boolean isMeasured =
        needs.betterWith().stream()
            .anyMatch(need -> measured.recallWithout(type, need).isPresent());
    StringBuilder text = new StringBuilder("| cannot do without | otherwise |\n|---|---|\n");
    needs
        .cannotDoWithout()
        .forEach(need -> text.append("| %s | %s |\n".formatted(shown(need), need.without())));
    if (needs.betterWith().isEmpty()) {
      return text.toString();
    }
    text.append("\n| better with | otherwise |").append(isMeasured ? " recall without it |" : "");
    text.append("\n|---|---|").append(isMeasured ? "---|" : "").append("\n");
    for (Need need : needs.betterWith()) {
      text.append("| %s | %s |".formatted(shown(need), need.without()));
      if (isMeasured) {
        text.append(" ").append(measured.recallWithout(type, need).orElse("")).append(" |");
      }
      text.append("\n");
    }
    return text.toString();
  }

  /** {@code action=LOGOUT} or {@code ip} of {@code login-events}, and so on for each topic. */
  private static String shown(Need need) {
    List<String> topics = new ArrayList<>();
    for (EventKind kind : EventKind.values()) {
      List<Trait> own = need.anyOf().stream().filter(trait -> trait.kind() == kind).toList();
      if (!own.isEmpty()) {
        topics.add(
            kind.topic()
                + ": "
                + own.stream()
                    .map(WhatToLogPage::written)
                    .collect(Collectors.joining("` or `", "`", "`")));
      }
    }
    return String.join("; or ", topics);
  }

  private static String written(Trait trait) {
    return trait instanceof Field field ? field.avroName() : ((Occurrence) trait).written();
  }
}
