package io.leakwatch.detectors.contactprobing;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.words.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From where on look-ups and suggestions are more than anybody's address book. */
final class Limits {

  private final Settings settings;

  Limits(Settings settings) {
    this.settings = settings;
  }

  /** What gives the look-ups away, the most severe first. */
  Optional<Sign> sign(LookUps lookUps) {
    if (lookUps.inRuns() >= settings.get(Options.MIN_IN_RUNS)
        && lookUps.runShare() >= settings.get(Options.MIN_RUN_SHARE)) {
      return Optional.of(Sign.RUNS);
    }
    if (lookUps.forEach() > settings.get(Options.LARGEST_ADDRESS_BOOK)) {
      return Optional.of(Sign.VOLUME);
    }
    boolean misses =
        lookUps.numbers() >= settings.get(Options.MIN_NUMBERS)
            && lookUps.hitShare() <= settings.get(Options.MAX_HIT_SHARE);
    return misses ? Optional.of(Sign.MISSES) : Optional.empty();
  }

  /** What gives the suggestions away. */
  Optional<Sign> sign(Suggestions suggestions) {
    Sign sign = isUploader(suggestions) ? Sign.UPLOADS : Sign.STRANGERS;
    boolean many =
        suggestions.strangers() >= settings.get(strangersWanted(sign))
            && suggestions.strangerShare() >= settings.get(Options.MIN_STRANGER_SHARE);
    return many ? Optional.of(sign) : Optional.empty();
  }

  private boolean isUploader(Suggestions suggestions) {
    return suggestions.uploads() >= settings.get(Options.MIN_UPLOADS);
  }

  private static Option<Integer> strangersWanted(Sign sign) {
    return sign == Sign.UPLOADS ? Options.MIN_STRANGERS_UPLOADED : Options.MIN_STRANGERS;
  }

  List<Condition> conditions(Sign sign, LookUps lookUps) {
    String numbers = "different numbers or addresses looked up";
    return switch (sign) {
      case RUNS ->
          List.of(
              Condition.atLeast(
                      "phone numbers in runs, after the first %d,".formatted(Probes.FIRST_FEW)
                          + within(),
                      lookUps.inRuns(),
                      settings.get(Options.MIN_IN_RUNS),
                      "numbers")
                  .setBy(Options.MIN_IN_RUNS),
              Condition.atLeast(
                      "share of them among all looked up",
                      lookUps.runShare(),
                      settings.get(Options.MIN_RUN_SHARE),
                      "")
                  .setBy(Options.MIN_RUN_SHARE));
      case VOLUME ->
          List.of(
              Condition.above(
                      numbers + " for each account" + within(),
                      (long) lookUps.forEach(),
                      settings.get(Options.LARGEST_ADDRESS_BOOK),
                      "numbers")
                  .setBy(Options.LARGEST_ADDRESS_BOOK));
      default ->
          List.of(
              Condition.atLeast(
                      numbers + within(),
                      lookUps.numbers(),
                      settings.get(Options.MIN_NUMBERS),
                      "numbers")
                  .setBy(Options.MIN_NUMBERS),
              Condition.atMost(
                      "share of them that belong to an account",
                      lookUps.hitShare(),
                      settings.get(Options.MAX_HIT_SHARE),
                      "")
                  .setBy(Options.MAX_HIT_SHARE));
    };
  }

  List<Condition> conditions(Sign sign, Suggestions suggestions) {
    List<Condition> conditions = new ArrayList<>();
    conditions.add(
        Condition.atLeast(
                "accounts without a mutual contact suggested" + within(),
                suggestions.strangers(),
                settings.get(strangersWanted(sign)),
                "accounts")
            .setBy(strangersWanted(sign)));
    conditions.add(
        Condition.atLeast(
                "share of them among the suggestions",
                suggestions.strangerShare(),
                settings.get(Options.MIN_STRANGER_SHARE),
                "")
            .setBy(Options.MIN_STRANGER_SHARE));
    if (sign == Sign.UPLOADS) {
      conditions.add(
          Condition.atLeast(
                  "uploads of contacts" + within(),
                  suggestions.uploads(),
                  settings.get(Options.MIN_UPLOADS),
                  "uploads")
              .setBy(Options.MIN_UPLOADS));
    }
    return conditions;
  }

  private String within() {
    return " within " + Figures.of(settings.get(Options.WINDOW));
  }
}
