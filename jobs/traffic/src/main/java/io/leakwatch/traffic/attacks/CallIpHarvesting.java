package io.leakwatch.traffic.attacks;

import io.leakwatch.schemas.SubjectType;
import io.leakwatch.traffic.stage.PhoneCall;
import io.leakwatch.traffic.stage.PhoneCall.Masking;
import io.leakwatch.traffic.stage.Scene;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.EventIds;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.UserAgents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An account rings strangers peer to peer and hangs up: each call shows it an address. */
final class CallIpHarvesting implements Attack {

  private static final String ID = "call-ip-harvesting";
  private static final long HOUR_MS = 3_600_000;
  private static final long DAY_MS = 24 * HOUR_MS;
  private static final String SPAM_CALLS = "spam-calls";

  /** So many strangers within a few hours who did not want the call are spam as well. */
  private static final int SPAM = 55;

  /** Up to so many are not. */
  private static final int NO_SPAM = 27;

  @Override
  public String detectorId() {
    return ID;
  }

  @Override
  public Duration longest() {
    return Duration.ofHours(27);
  }

  @Override
  public int events() {
    return 260;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    return new Collector(scene).run();
  }

  /** One attacker. */
  private static final class Collector {

    private final Scene scene;
    private final Dice dice;
    private final Caller caller;
    private final List<String> friends = new ArrayList<>();
    private final double answered;

    /** Share of those called whom it does not get rid of at once. */
    private double talks = 0.01;

    Collector(Scene scene) {
      this.scene = scene;
      this.dice = scene.dice;
      String agent = dice.pick(scene.isLoud() ? UserAgents.SCRIPTS : UserAgents.PHONES);
      Client client = Client.firstParty(Names.device(dice), agent);
      Connection line = scene.networks.hosted(scene.number());
      this.caller = new Caller(Names.dormant(dice), client, line, Names.session(dice));
      for (int i = 0; i < 4; i++) {
        friends.add(Names.dormant(dice));
      }
      this.answered = 0.35 * dice.unit();
    }

    List<Culprit> run() {
      return scene.isLoud() ? loud() : evasive();
    }

    /** A list of names, one after the other. */
    private List<Culprit> loud() {
      long length = scene.minutes(60, 180, 0.8);
      int drawn = Math.max(60, (int) (dice.spread(40, 150) * length / HOUR_MS));
      int most = (scene.mostEvents() - 8) / 2;
      int strangers = Math.min(drawn, most);
      if (strangers < SPAM) {
        strangers = Math.min(NO_SPAM, most);
        talks = 0;
      }
      collect(strangers, length, 0, 6_000);
      List<Culprit> culprits = new ArrayList<>();
      culprits.add(culprit(ID, "loud: one after the other"));
      if (strangers >= SPAM) {
        culprits.add(culprit(SPAM_CALLS, "loud: to collect addresses"));
      }
      return culprits;
    }

    /** A few an hour for a day, among ordinary calls; in a short run as many as are no spam. */
    private List<Culprit> evasive() {
      long length = scene.minutes(16 * 60, 24 * 60, 0.9);
      boolean hasDay = length > DAY_MS / 2;
      int strangers = hasDay ? Math.max(55, (int) (dice.spread(2, 3.8) * length / HOUR_MS)) : 35;
      talks = hasDay ? 0.01 : 0;
      collect(Math.min(strangers, (scene.mostEvents() - 8) / 3), length, 0.35, 25_000);
      return List.of(culprit(ID, "evasive: a few an hour, among calls to friends"));
    }

    private void collect(int strangers, long lengthMs, double ordinary, long longestRingMs) {
      long gap = lengthMs / strangers;
      long start = scene.begin() + dice.within(1_000, gap);
      for (int i = 0; i < strangers; i++) {
        ring(start + i * gap + dice.within(0, gap / 2), longestRingMs);
        if (dice.chance(ordinary)) {
          befriend(start + i * gap + gap * 3 / 4);
        }
        if (dice.chance(0.08)) {
          relayed(start + i * gap + gap * 4 / 5, longestRingMs);
        }
      }
    }

    private void ring(long at, long longestRingMs) {
      long talk = dice.chance(answered) ? dice.within(1_000, 9_000) : 0;
      if (dice.chance(talks)) {
        talk = dice.within(12_000, 50_000);
      }
      PhoneCall call = PhoneCall.toStranger(stranger(), dice).peerToPeer();
      call.place(at, caller, scene.attack(), dice.within(900, longestRingMs), talk);
    }

    /** Some of those on the list have their calls relayed; that gives nothing away. */
    private void relayed(long at, long longestRingMs) {
      PhoneCall call = PhoneCall.toStranger(stranger(), dice).with(Masking.DONE);
      call.place(at, caller, scene.around(), dice.within(900, longestRingMs), 0);
    }

    private void befriend(long at) {
      PhoneCall call = PhoneCall.toContact(dice.pick(friends), EventIds.text('c', dice.bits()));
      PhoneCall placed = dice.chance(0.5) ? call.peerToPeer() : call;
      placed.place(at, caller, scene.around(), 8_000, dice.within(0, 600_000));
    }

    private String stranger() {
      return dice.chance(0.3)
          ? scene.population.get(dice.below(scene.population.size())).id
          : Names.dormant(dice);
    }

    private Culprit culprit(String detector, String shape) {
      return new Culprit(detector, SubjectType.ACCOUNT, caller.account(), shape);
    }
  }
}
