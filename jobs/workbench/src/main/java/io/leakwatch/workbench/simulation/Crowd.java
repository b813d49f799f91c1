package io.leakwatch.workbench.simulation;

import java.util.List;

/** All innocent actors; each gets its share of the events. */
final class Crowd {

  private static final class Member {

    final Actor actor;
    final double share;
    double made;

    Member(Actor actor, double share) {
      this.actor = actor;
      this.share = share;
    }
  }

  private final List<Member> members;

  Crowd(long seed, Population population, Networks networks, MemberVisits visits) {
    this.members =
        List.of(
            new Member(visits, 0.765),
            new Member(new CampusCrowd(population, networks, Dice.of(seed, 3)), 0.03),
            new Member(new ThirdPartyApps(population, networks, Dice.of(seed, 4)), 0.12),
            new Member(new Readers(population, networks, Dice.of(seed, 5)), 0.08),
            new Member(new BackgroundNoise(networks, Dice.of(seed, 6)), 0.005),
            new Member(new FactorTrouble(population, networks, Dice.of(seed, 30)), 0.004),
            new Member(new ForgottenPasswords(population, networks, Dice.of(seed, 31)), 0.001),
            new Member(new SupportDesk(population, networks, Dice.of(seed, 32)), 0.001),
            new Member(new RestlessClients(population, networks, Dice.of(seed, 33)), 0.005));
  }

  /** Lets the actor go on that lags furthest behind its share. */
  void act(long at, Counted stage) {
    Member next = members.get(0);
    for (Member member : members) {
      if (member.made / member.share < next.made / next.share) {
        next = member;
      }
    }
    long before = stage.count();
    next.actor.act(at, stage.stage());
    next.made += stage.count() - before;
  }

  /** A stage that counts what is made on it. */
  static final class Counted {

    private final Stage stage;
    private long count;

    Counted(EventIds ids, Stage.Audience audience) {
      this.stage =
          new Stage(
              ids,
              (at, record) -> {
                count++;
                audience.see(at, record);
              });
    }

    Stage stage() {
      return stage;
    }

    long count() {
      return count;
    }
  }
}
