package io.leakwatch.traffic;

import io.leakwatch.schemas.SubjectType;
import io.leakwatch.traffic.attacks.Attack;
import io.leakwatch.traffic.attacks.Attacks;
import io.leakwatch.traffic.stage.Scene;
import io.leakwatch.traffic.stage.Stage;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.EventIds;
import io.leakwatch.traffic.world.Ipv6;
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.Population;
import io.leakwatch.traffic.world.SimulationPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** All attacks of a run: rehearsed when it is made, performed when their time comes. */
final class Schedule {

  private static final double MOST_OF_ALL_EVENTS = 0.35;
  private static final double PER_EVENT = 24e-6;
  private static final int FEWEST = 6;
  private static final int SMALL_RUN = 100_000;
  private static final int FEWEST_IN_SMALL_RUN = 3;
  private static final int FEWEST_EVENTS = 16;
  private static final int NUMBERS_PER_KIND = 100_000;

  private record Planned(Attack attack, Scene.Setting setting, List<Label> labels, long from) {

    String name() {
      return labels.get(0).labelId();
    }
  }

  private final Population population;
  private final Networks networks;
  private final List<Planned> planned = new ArrayList<>();
  private long events;
  private int next;

  Schedule(SimulationPlan plan, Population population, Networks networks) {
    this.population = population;
    this.networks = networks;
    if (plan.attacks()) {
      Duration span = Duration.ofMillis(plan.endMs() - plan.startMs());
      List<Attack> fitting =
          Attacks.ALL.stream().filter(attack -> attack.shortest().compareTo(span) <= 0).toList();
      long wanted = fitting.stream().mapToLong(Attack::events).sum() * count(plan.events());
      double part = Math.min(1, MOST_OF_ALL_EVENTS * plan.events() / Math.max(1, wanted));
      fitting.forEach(attack -> rehearseAll(plan, attack, part));
      planned.sort(Comparator.comparingLong(Planned::from).thenComparing(Planned::name));
    }
  }

  private void rehearseAll(SimulationPlan plan, Attack attack, double part) {
    int count = count(plan.events());
    Dice dice = Dice.of(plan.seed(), 100 + attack.detectorId().hashCode());
    double events = attack.events() * part;
    long span = plan.endMs() - plan.startMs();
    Scene.Season season = new Scene.Season(plan.startMs(), span / Math.max(1, count));
    for (int turn = 0; turn < count; turn++) {
      // In a short span each attack gets a part of it, so that they do not all begin at once.
      long most = Math.max(attack.shortest().toMillis(), (long) (span * (0.35 + dice.unit() / 3)));
      long room = Math.min(attack.longest().toMillis(), most);
      long begin = plan.startMs() + (long) ((span - room) * (turn + dice.unit()) / count);
      int mostEvents = (int) Math.max(FEWEST_EVENTS, events * (0.7 + 0.6 * dice.unit()));
      int number = Attacks.ALL.indexOf(attack) * NUMBERS_PER_KIND + turn;
      rehearse(
          attack,
          new Scene.Setting(number, turn, dice.bits(), begin, begin + room, mostEvents, season));
    }
  }

  private void rehearse(Attack attack, Scene.Setting setting) {
    Scene scene = new Scene(setting, population, networks, new EventIds(0), (at, record) -> {});
    List<Attack.Culprit> culprits = attack.perform(scene);
    if (scene.firstAt() > scene.lastAt() || culprits.isEmpty()) {
      return; // no room for even one event of the attack
    }
    String name = String.format(Locale.ROOT, "%s-%03d", attack.detectorId(), setting.turn() + 1);
    List<Label> labels = new ArrayList<>();
    for (Attack.Culprit culprit : culprits) {
      labels.add(label(name, labels.size(), attack, culprit, scene));
    }
    planned.add(new Planned(attack, setting, labels, scene.earliest()));
    events += scene.events();
  }

  private static Label label(
      String name, int before, Attack attack, Attack.Culprit culprit, Scene scene) {
    boolean own = culprit.detectorId().equals(attack.detectorId());
    String id = before == 0 ? name : name + "-" + (own ? before + 1 : culprit.detectorId());
    boolean whole = culprit.firstAt() == Attack.Culprit.AS_THE_ATTACK;
    return new Label(
        id,
        culprit.detectorId(),
        culprit.type(),
        inContractsForm(culprit),
        whole ? scene.firstAt() : culprit.firstAt(),
        whole ? scene.lastAt() : culprit.lastAt(),
        culprit.shape());
  }

  /** An IPv6 address stands for its /64 network. */
  private static String inContractsForm(Attack.Culprit culprit) {
    boolean isAddress = culprit.type() == SubjectType.ADDRESS;
    return isAddress ? Ipv6.networkOf(culprit.id()) : culprit.id();
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
    return planned.stream().flatMap(attack -> attack.labels().stream()).toList();
  }

  /** Performs what begins before the time, epoch milliseconds, and was not performed yet. */
  void performUntil(long end, EventIds ids, Stage.Audience audience) {
    while (next < planned.size() && planned.get(next).from() < end) {
      Planned due = planned.get(next++);
      due.attack().perform(new Scene(due.setting(), population, networks, ids, audience));
    }
  }
}
