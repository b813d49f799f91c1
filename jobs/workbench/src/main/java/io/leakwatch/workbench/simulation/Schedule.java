package io.leakwatch.workbench.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** All attacks of a run: rehearsed when it is made, performed when their time comes. */
final class Schedule {

  private static final double ATTACK_SHARE = 0.11;
  private static final double PER_EVENT = 24e-6;
  private static final int FEWEST = 6;
  private static final int SMALL_RUN = 100_000;
  private static final int FEWEST_IN_SMALL_RUN = 3;
  private static final int FEWEST_EVENTS = 16;
  private static final int NUMBERS_PER_KIND = 100_000;

  private record Planned(Attack attack, Scene.Setting setting, Label label, long from) {}

  private final Population population;
  private final Networks networks;
  private final List<Planned> planned = new ArrayList<>();
  private long events;
  private int next;

  Schedule(SimulationPlan plan, Population population, Networks networks) {
    this.population = population;
    this.networks = networks;
    if (plan.attacks()) {
      double weights = Attacks.ALL.stream().mapToDouble(Attack::weight).sum();
      for (int kind = 0; kind < Attacks.ALL.size(); kind++) {
        rehearseAll(plan, kind, Attacks.ALL.get(kind), weights);
      }
      planned.sort(Comparator.comparingLong(Planned::from).thenComparing(p -> p.label().labelId()));
    }
  }

  private void rehearseAll(SimulationPlan plan, int kind, Attack attack, double weights) {
    int count = count(plan.events());
    Dice dice = Dice.of(plan.seed(), 100 + attack.detectorId().hashCode());
    double share = ATTACK_SHARE * plan.events() * attack.weight() / weights / Math.max(1, count);
    long span = plan.endMs() - plan.startMs();
    for (int turn = 0; turn < count; turn++) {
      // In a short span each attack gets a part of it, so that they do not all begin at once.
      long room = Math.min(attack.longest().toMillis(), (long) (span * (0.35 + dice.unit() / 3)));
      long begin = plan.startMs() + (long) ((span - room) * (turn + dice.unit()) / count);
      int most = (int) Math.max(FEWEST_EVENTS, share * (0.7 + 0.6 * dice.unit()));
      int number = kind * NUMBERS_PER_KIND + turn;
      rehearse(attack, new Scene.Setting(number, turn, dice.bits(), begin, begin + room, most));
    }
  }

  private void rehearse(Attack attack, Scene.Setting setting) {
    Scene scene = new Scene(setting, population, networks, new EventIds(0), (at, record) -> {});
    Attack.Culprit culprit = attack.perform(scene);
    if (scene.firstAt() > scene.lastAt()) {
      return; // no room for even one event of the attack
    }
    Label label =
        new Label(
            String.format(Locale.ROOT, "%s-%03d", attack.detectorId(), setting.turn() + 1),
            attack.detectorId(),
            culprit.type(),
            culprit.id(),
            scene.firstAt(),
            scene.lastAt(),
            culprit.shape());
    planned.add(new Planned(attack, setting, label, scene.earliest()));
    events += scene.events();
  }

  /** How many attacks of each kind a run of so many events has. */
  static int count(long events) {
    if (events <= SMALL_RUN) {
      return (int) Math.min(FEWEST_IN_SMALL_RUN, events / 2_000);
    }
    return (int) Math.max(FEWEST, Math.round(events * PER_EVENT));
  }

  /** How many events all attacks have, those around them included. */
  long events() {
    return events;
  }

  List<Label> labels() {
    return planned.stream().map(Planned::label).toList();
  }

  /** Performs what begins before the time, epoch milliseconds, and was not performed yet. */
  void performUntil(long end, EventIds ids, Stage.Audience audience) {
    while (next < planned.size() && planned.get(next).from() < end) {
      Planned due = planned.get(next++);
      due.attack().perform(new Scene(due.setting(), population, networks, ids, audience));
    }
  }
}
