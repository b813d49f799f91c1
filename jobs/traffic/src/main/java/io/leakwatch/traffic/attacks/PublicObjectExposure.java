package io.leakwatch.traffic.attacks;

import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.traffic.stage.Route;
import io.leakwatch.traffic.stage.Scene;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.UserAgents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A bucket was made public by mistake, and somebody finds it. */
final class PublicObjectExposure implements Attack {

  private static final String ID = "public-object-exposure";

  /** What lies in such buckets; in each always the same. */
  private static final List<List<DataClass>> CONTENTS =
      List.of(
          List.of(DataClass.EMAIL, DataClass.PHONE, DataClass.PASSWORD_HASH),
          List.of(DataClass.EMAIL, DataClass.PHONE),
          List.of(DataClass.EMAIL),
          List.of(DataClass.MESSAGE_METADATA, DataClass.TIMESTAMP),
          List.of(DataClass.IP_ADDRESS, DataClass.LOCATION),
          List.of(DataClass.CONTACT_GRAPH));

  private static final List<String> PURPOSES =
      List.of("exports", "backup", "partners", "analytics", "support", "migration");
  private static final List<String> KINDS = List.of(".csv", ".json.gz", ".sql.gz", ".parquet");

  @Override
  public String detectorId() {
    return ID;
  }

  @Override
  public Duration longest() {
    return Duration.ofHours(30);
  }

  @Override
  public int events() {
    return 90;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    Bucket bucket = new Bucket(scene);
    return scene.isLoud() ? bucket.loud() : List.of(bucket.evasive());
  }

  /** One bucket, and who finds it. */
  private static final class Bucket {

    private final Scene scene;
    private final Dice dice;
    private final String name;
    private final List<DataClass> contents;
    private final int recordsEach;

    Bucket(Scene scene) {
      this.scene = scene;
      this.dice = scene.dice;
      this.name = "chirp-" + dice.pick(PURPOSES) + "-" + scene.number();
      this.contents = CONTENTS.get(scene.isLoud() ? scene.turn() % 3 : scene.turn() % 6);
      this.recordsEach = (int) dice.spread(1, scene.isLoud() ? 50_000 : 200);
    }

    /** Machines guess names; of those that find one, some read its list before they take all. */
    List<Culprit> loud() {
      Client script = Client.anonymous(dice.pick(UserAgents.SCRIPTS));
      Caller caller = new Caller(null, script, scene.networks.hosted(scene.number()), null);
      boolean guesses = scene.turn() % 2 == 0;
      boolean lists = dice.chance(0.6);
      long now = scene.begin() + scene.minutes(1, 20, 0.1);
      if (guesses) {
        now = guess(now, caller, dice.between(30, 45));
      }
      if (lists) {
        scene.attack().call(now, caller, Route.OBJECTS, name, 200, dice.between(20, 900));
        now += dice.within(1_000, 30_000);
      }
      int objects = dice.between(8, 60);
      long gap = dice.within(400, 20_000);
      for (int i = 0; i < objects; i++) {
        read(now, caller, i);
        now += 1 + (long) (gap * (0.5 + dice.unit()));
      }
      String shape =
          "loud: one object after the other"
              + (guesses ? ", after guessing names" : "")
              + (lists ? ", with its list" : "");
      List<Culprit> culprits = new ArrayList<>();
      culprits.add(new Culprit(ID, SubjectType.RESOURCE, name, shape));
      if (guesses) {
        String address = caller.from().ip();
        culprits.add(new Culprit(ID, SubjectType.ADDRESS, address, "loud: guesses names"));
      }
      return culprits;
    }

    private long guess(long start, Caller caller, int names) {
      long now = start;
      long gap = dice.within(300, 15_000);
      for (int i = 0; i < names; i++) {
        String guessed = "chirp-" + dice.pick(PURPOSES) + "-" + i + "-" + dice.below(9_999) + "/";
        int status = dice.chance(0.8) ? 404 : 403;
        scene.attack().call(now, caller, Route.OBJECTS, guessed, status, 0);
        now += 1 + (long) (gap * (0.5 + dice.unit()));
      }
      return now;
    }

    /** A link is passed around, or a search engine has it: a read now and then, from anywhere. */
    Culprit evasive() {
      boolean crawled = dice.chance(0.4);
      int reads = dice.between(1, 14);
      int objects = dice.between(1, 5);
      long length = scene.minutes(60, 1_700, 0.9);
      long now = scene.begin() + scene.minutes(1, 30, 0.05);
      for (int i = 0; i < reads; i++) {
        boolean engine = crawled && dice.chance(0.5);
        String agent = dice.pick(engine ? UserAgents.CRAWLERS : UserAgents.BROWSERS);
        Connection line =
            engine
                ? scene.networks.appServer(250 + dice.below(4), dice.below(3))
                : scene.networks.stranger(dice);
        Caller caller = new Caller(null, Client.anonymous(agent), line, null);
        if (dice.chance(0.3)) {
          scene.attack().call(now, caller, Route.OBJECT, object(99), 404, 0);
        }
        read(now + 500, caller, dice.below(objects));
        now += 1 + (long) (length / reads * 2 * dice.unit());
      }
      String who = crawled ? ", a search engine among them" : "";
      return new Culprit(
          ID, SubjectType.RESOURCE, name, "evasive: few reads, many addresses" + who);
    }

    private void read(long at, Caller caller, int object) {
      int records = 1 + dice.below(recordsEach);
      scene
          .attack()
          .call(at, caller, Route.OBJECT, object(object), 200, records, this::withContents);
    }

    private String object(int number) {
      return name + "/part-" + number + KINDS.get(scene.number() % KINDS.size());
    }

    private ApiEvent.Builder withContents(ApiEvent.Builder call) {
      return call.setDataClasses(contents);
    }
  }
}
