package io.leakwatch.traffic.attacks;

import io.leakwatch.schemas.SubjectType;
import io.leakwatch.traffic.stage.PhoneCall;
import io.leakwatch.traffic.stage.PhoneCall.Masking;
import io.leakwatch.traffic.stage.Scene;
import io.leakwatch.traffic.world.Account;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.EventIds;
import io.leakwatch.traffic.world.Names;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * No attack but a fault: calls that ought to be relayed go peer to peer. Mostly one client is to
 * blame; the first time of a long run it is a faulty release, and calls everywhere are unmasked.
 */
final class UnmaskedCall implements Attack {

  private static final String ID = "unmasked-call";
  private static final long HOUR_MS = 3_600_000;

  /** Far enough that no two faults come upon the same member. */
  private static final long APART = 41;

  /** Callers of a wave for whom alerts are raised before it is a wave to anybody. */
  private static final int EARLY = 9;

  private static final int SMALLEST_WAVE = 40;

  @Override
  public String detectorId() {
    return ID;
  }

  @Override
  public Duration longest() {
    return Duration.ofHours(4);
  }

  @Override
  public int events() {
    return 170;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    boolean roomy =
        scene.minutes(4 * 60, 4 * 60, 1) == 4 * HOUR_MS && scene.mostEvents() >= 2 * SMALLEST_WAVE;
    return scene.isLoud() && scene.turn() == 0 && roomy ? wave(scene) : single(scene);
  }

  /** One member's client: once among calls that were relayed, or again and again. */
  private static List<Culprit> single(Scene scene) {
    Dice dice = scene.dice;
    Account member = scene.population.victim(scene.number() * APART);
    Caller caller = new Caller(member.id, member.laptop, member.home, member.laptopSession);
    long now = scene.begin();
    for (int i = 0; i < 3; i++) {
      now += scene.minutes(5, 50, 0.2);
      call(scene, member, Masking.DONE).place(now, caller, scene.around(), 9_000, talk(dice));
    }
    // Late, so that a wave at the beginning of the run is over.
    now = scene.begin() + scene.minutes(185, 195, 0.75);
    int calls = scene.isLoud() ? dice.between(3, 7) : 1;
    for (int i = 0; i < calls; i++) {
      PhoneCall call = call(scene, member, Masking.FAILED);
      now = call.place(now, caller, scene.attack(), dice.within(3_000, 20_000), talk(dice));
      now += dice.within(20_000, 240_000);
    }
    String shape = scene.isLoud() ? "loud: one client, call after call" : "evasive: one call";
    return List.of(new Culprit(ID, SubjectType.ACCOUNT, member.id, shape));
  }

  private static PhoneCall call(Scene scene, Account member, Masking masking) {
    Dice dice = scene.dice;
    int contact = scene.population.contact(member, dice.favourite(member.contacts));
    PhoneCall call =
        dice.chance(0.25)
            ? PhoneCall.toStranger(Names.dormant(dice), dice)
            : PhoneCall.toContact(
                scene.population.get(contact).id, EventIds.text('c', dice.bits()));
    return call.with(masking);
  }

  private static long talk(Dice dice) {
    return dice.chance(0.3) ? 0 : dice.within(15_000, 300_000);
  }

  /** A faulty release: whoever asks for a relay gets none. */
  private static List<Culprit> wave(Scene scene) {
    Dice dice = scene.dice;
    int callers = Math.min(dice.between(SMALLEST_WAVE, 110), scene.mostEvents() / 2);
    long gap = (long) dice.spread(15_000, Math.min(120_000, 80 * 60_000.0 / callers));
    long now = scene.begin() + scene.minutes(1, 5, 0.05);
    List<Culprit> culprits = new ArrayList<>();
    culprits.add(
        new Culprit(ID, SubjectType.SERVICE, "messages", "loud: a faulty release, a wave"));
    for (int i = 0; i < callers; i++) {
      Account member = scene.population.get(dice.below(scene.population.size()));
      boolean early = i < EARLY;
      String id = early ? Names.dormant(dice) : member.id;
      Caller caller = new Caller(id, member.laptop, member.home, Names.session(dice));
      PhoneCall call = call(scene, member, Masking.FAILED);
      long over = call.place(now, caller, scene.attack(), dice.within(3_000, 20_000), talk(dice));
      if (early) {
        String shape = "loud: among the first of a wave";
        culprits.add(new Culprit(ID, SubjectType.ACCOUNT, id, shape, now, over));
      }
      now += dice.within(gap / 2, gap * 3 / 2);
    }
    return culprits;
  }
}
