package io.leakwatch.traffic.stage;

import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.EventIds;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.Population;
import io.leakwatch.traffic.world.UserAgents;
import org.apache.avro.specific.SpecificRecordBase;

/** One attack's place in the simulation: when, how loud, with how many events. */
public final class Scene {

  private static final long MINUTE_MS = 60_000;
  private static final long HOUR_MS = 60 * MINUTE_MS;

  /** What is fixed about a scene before it is performed. */
  public record Setting(
      int number, int turn, long seed, long begin, long end, int mostEvents, Season season) {}

  /**
   * All attacks of its kind.
   *
   * @param opening when the simulation begins, epoch milliseconds
   * @param apart how far apart they begin, on average, milliseconds
   */
  public record Season(long opening, long apart) {}

  public final Population population;
  public final Networks networks;
  public final Dice dice;

  private final Setting setting;
  private final Stage.Audience audience;
  private final Stage attack;
  private final Stage around;

  private int events;
  private long firstAt = Long.MAX_VALUE;
  private long earliest = Long.MAX_VALUE;
  private long lastAt = Long.MIN_VALUE;

  public Scene(
      Setting setting,
      Population population,
      Networks networks,
      EventIds ids,
      Stage.Audience audience) {
    this.setting = setting;
    this.population = population;
    this.networks = networks;
    this.dice = new Dice(setting.seed());
    this.audience = audience;
    this.attack = new Stage(ids, this::seeAttack);
    this.around = new Stage(ids, this::seeAround);
  }

  /** No other scene has this number; for addresses and clients that only this attacker uses. */
  public int number() {
    return setting.number();
  }

  /** 0 for the first attack of its kind, 1 for the second, …: for shapes that take turns. */
  public int turn() {
    return setting.turn() / 2;
  }

  public boolean isLoud() {
    return setting.turn() % 2 == 0;
  }

  /**
   * Whether it is one of a few that are far apart: for attacks on what there is only one of. None
   * of them comes early, when detectors know little of what is usual.
   *
   * @param apart hours between two of them, about
   * @param after hours without any in the beginning
   */
  public boolean isOneOfFew(int apart, int after) {
    Season season = setting.season();
    long every = 1 + (apart * HOUR_MS - 1) / Math.max(1, season.apart());
    boolean late = setting.begin() - season.opening() >= after * HOUR_MS;
    return late && setting.turn() % every == every - 1;
  }

  /** Earliest time for any event, epoch milliseconds. */
  public long begin() {
    return setting.begin();
  }

  /** How many events the attack may have; later ones are dropped. */
  public int mostEvents() {
    return setting.mostEvents();
  }

  /** Where the attack's own events go. */
  public Stage attack() {
    return attack;
  }

  /** Where events go that belong to the story, but that nobody is to be accused of. */
  public Stage around() {
    return around;
  }

  /**
   * A length of time from the range, shortened where the simulated span has too little room.
   *
   * @param lowMinutes shortest
   * @param highMinutes longest
   * @param part of the room after {@link #begin} that it may take, 0 to 1
   * @return milliseconds
   */
  public long minutes(double lowMinutes, double highMinutes, double part) {
    double drawn = lowMinutes + dice.unit() * (highMinutes - lowMinutes);
    double room = (setting.end() - setting.begin()) * part;
    return (long) Math.min(drawn * MINUTE_MS, room);
  }

  /** The attacker's address has regular users too: two accounts that sign in now and then. */
  public void regulars(Connection line, long from, long until) {
    for (int i = 0; i < 2; i++) {
      Client client = Client.firstParty(Names.device(dice), dice.pick(UserAgents.BROWSERS));
      Caller caller = new Caller(Names.dormant(dice), client, line, Names.session(dice));
      around.success(from + i, caller, LoginAction.LOGIN, LoginMethod.PASSWORD, false);
      long again = dice.within(from, until);
      around.success(again, caller, LoginAction.TOKEN_REFRESH, LoginMethod.TOKEN, false);
    }
  }

  /** How many events it has made. */
  public int events() {
    return events;
  }

  /** Time of its earliest event, its surroundings included, epoch milliseconds. */
  public long earliest() {
    return earliest;
  }

  /** Time of the first event of the attack itself, epoch milliseconds. */
  public long firstAt() {
    return firstAt;
  }

  /** Time of the last event of the attack itself, epoch milliseconds. */
  public long lastAt() {
    return lastAt;
  }

  private void seeAttack(long at, SpecificRecordBase record) {
    if (admit(at, record)) {
      firstAt = Math.min(firstAt, at);
      lastAt = Math.max(lastAt, at);
    }
  }

  private void seeAround(long at, SpecificRecordBase record) {
    admit(at, record);
  }

  private boolean admit(long at, SpecificRecordBase record) {
    if (at < setting.begin() || at >= setting.end() || events >= setting.mostEvents()) {
      return false;
    }
    events++;
    earliest = Math.min(earliest, at);
    audience.see(at, record);
    return true;
  }
}
