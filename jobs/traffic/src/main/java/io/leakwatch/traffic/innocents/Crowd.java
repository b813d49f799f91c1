package io.leakwatch.traffic.innocents;

import io.leakwatch.traffic.stage.Actor;
import io.leakwatch.traffic.stage.Stage;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.EventIds;
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.Population;
import java.util.List;

/** All innocent actors; each gets its share of the events. */
public final class Crowd {

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

  public Crowd(long seed, Population population, Networks networks, MemberVisits visits) {
    this.members =
        List.of(
            new Member(visits, 0.753),
            new Member(new CampusCrowd(population, networks, Dice.of(seed, 3)), 0.03),
            new Member(new ThirdPartyApps(population, networks, Dice.of(seed, 4)), 0.12),
            new Member(new Readers(population, networks, Dice.of(seed, 5)), 0.08),
            new Member(new StrangerCalls(population, networks, Dice.of(seed, 15)), 0.012),
            new Member(new BackgroundNoise(networks, Dice.of(seed, 6)), 0.005),
            new Member(new OldClients(population, networks, Dice.of(seed, 20)), 0.006),
            new Member(new ObjectReaders(population, networks, Dice.of(seed, 21)), 0.008),
            new Member(new SteadyCallers(population, networks, Dice.of(seed, 22)), 0.012),
            new Member(new AddressBooks(population, networks, Dice.of(seed, 31)), 0.006),
            new Member(new BusinessChats(population, networks, Dice.of(seed, 32)), 0.005),
            new Member(new ConversationReaders(population, networks, Dice.of(seed, 33)), 0.012),
            new Member(new GrowingApps(population, networks, Dice.of(seed, 62)), 0.01),
            new Member(new Partners(networks, Dice.of(seed, 61)), 0.002),
            new Member(new OldPasswords(population, networks, Dice.of(seed, 40)), 0.005),
            new Member(new PollingServices(networks, Dice.of(seed, 41)), 0.005),
            new Member(new FactorTrouble(population, networks, Dice.of(seed, 70)), 0.004),
            new Member(new ForgottenPasswords(population, networks, Dice.of(seed, 71)), 0.001),
            new Member(new SupportDesk(population, networks, Dice.of(seed, 72)), 0.001),
            new Member(new RestlessClients(population, networks, Dice.of(seed, 73)), 0.005));
  }

  /** Lets the actor go on that lags furthest behind its share. */
  public void act(long at, Counted stage) {
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
  public static final class Counted {

    private final Stage stage;
    private long count;

    public Counted(EventIds ids, Stage.Audience audience) {
      this.stage =
          new Stage(
              ids,
              (at, record) -> {
                count++;
                audience.see(at, record);
              });
    }

    public Stage stage() {
      return stage;
    }

    long count() {
      return count;
    }
  }
}
