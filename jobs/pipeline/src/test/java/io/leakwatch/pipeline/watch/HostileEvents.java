package io.leakwatch.pipeline.watch;

import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.pipeline.admit.Activities;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.CallRoute;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.Encryption;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.Geo;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.schemas.TrustedSchemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/**
 * Everything that an attacker can choose, chosen to cost memory: in every field a key that was
 * never seen before, as long as is admitted, of letters that take three bytes each; all that is one
 * of a few, by chance.
 */
final class HostileEvents {

  private static final String FILLER = "鍵".repeat(512);
  private static final String ADDRESS = "203.0.113.7";
  private static final int TRIES = 100_000;
  private static final int REMEMBERED = 32;
  private static final long YEAR_SECONDS = 31_536_000;

  private final Activities activities = new Activities(null);
  private final Map<Watch<?, ?>, List<Long>> wantedSeeds = new HashMap<>();
  private final Random seeds = new Random(7);
  private final SubjectType type;
  private final String own = fresh(200);
  private long counter;

  /**
   * @param type of the one entity that all of it is heaped on
   */
  HostileEvents(SubjectType type) {
    TrustedSchemas.trust();
    this.type = type;
  }

  Entity target() {
    return new Entity(type, type == SubjectType.ADDRESS ? ADDRESS : own);
  }

  /**
   * An activity of the target that a watch wants to see.
   *
   * @throws IllegalStateException if none comes up: then an event's fields have to be varied more
   */
  Observation next(Watch<?, ?> watch, long at) {
    List<Long> known = wantedSeeds.computeIfAbsent(watch, w -> new ArrayList<>());
    for (int i = 0; i < TRIES; i++) {
      boolean again = known.size() == REMEMBERED && i < REMEMBERED;
      long seed = again ? known.get(seeds.nextInt(REMEMBERED)) : seeds.nextLong();
      Activity activity = activities.of(event(watch.activityType(), at, new Random(seed)));
      if (watch.wants(activity)) {
        if (known.size() < REMEMBERED) {
          known.add(seed);
        }
        return new Observation(target(), activity);
      }
    }
    throw new IllegalStateException(
        "no %s of %s is wanted; vary the fields of events more"
            .formatted(watch.activityType().getSimpleName(), type));
  }

  private SpecificRecord event(Class<?> kind, long at, Random dice) {
    if (kind == ApiCall.class) {
      return call(at, dice);
    }
    return kind == DmActivity.class ? dm(at, dice) : login(at, dice);
  }

  private LoginEvent login(long at, Random dice) {
    boolean failed = dice.nextBoolean();
    Geo geo = new Geo("ZZ", dice.nextDouble() * 180 - 90, dice.nextDouble() * 360 - 180, 5);
    return new LoginEvent(
        fresh(512),
        Instant.ofEpochMilli(at),
        pick(LoginAction.values(), dice),
        failed ? LoginOutcome.FAILURE : LoginOutcome.SUCCESS,
        failed ? pick(FailureReason.values(), dice) : null,
        of(SubjectType.ACCOUNT),
        ip(dice),
        type == SubjectType.FINGERPRINT ? own : fresh(512),
        fresh(512),
        of(SubjectType.SESSION),
        pick(LoginMethod.values(), dice),
        dice.nextBoolean(),
        dice.nextInt(8) == 0 ? null : geo,
        type == SubjectType.FINGERPRINT ? 64_500 : network());
  }

  private ApiEvent call(long at, Random dice) {
    return new ApiEvent(
        fresh(512),
        Instant.ofEpochMilli(at),
        orNull(SubjectType.CLIENT, dice),
        pick(ClientKind.values(), dice),
        orNull(SubjectType.ACCOUNT, dice),
        ip(dice),
        fresh(512),
        orNull(SubjectType.SESSION, dice),
        network(),
        pick(List.of("GET", "POST"), dice),
        of(SubjectType.ENDPOINT),
        dice.nextBoolean(),
        dice.nextBoolean() ? null : Integer.valueOf(900),
        pick(Operation.values(), dice),
        pick(ResourceKind.values(), dice),
        type == SubjectType.RESOURCE ? own + "/" + fresh(300) : fresh(512),
        pick(List.of(200, 200, 401, 403, 404, 429), dice),
        1 << dice.nextInt(20),
        dataClasses(dice),
        List.of(fresh(512), fresh(512)),
        List.of(),
        before(at, dice));
  }

  private DmMetadataEvent dm(long at, Random dice) {
    return new DmMetadataEvent(
        fresh(512),
        Instant.ofEpochMilli(at),
        pick(DmKind.values(), dice),
        of(SubjectType.ACCOUNT),
        fresh(512),
        orNull(SubjectType.CONVERSATION, dice),
        orNull(SubjectType.CLIENT, dice),
        ip(dice),
        network(),
        2 + dice.nextInt(200),
        dice.nextBoolean(),
        dice.nextBoolean(),
        dice.nextInt(3),
        pick(Encryption.values(), dice),
        dataClasses(dice),
        before(at, dice),
        pick(CallRoute.values(), dice),
        dice.nextBoolean(),
        dice.nextBoolean(),
        (long) dice.nextInt(60_000));
  }

  private static List<DataClass> dataClasses(Random dice) {
    return List.of(pick(DataClass.values(), dice), pick(DataClass.values(), dice));
  }

  private static Instant before(long at, Random dice) {
    return dice.nextInt(4) == 0
        ? null
        : Instant.ofEpochMilli(at).minusSeconds((long) (dice.nextDouble() * 5 * YEAR_SECONDS));
  }

  private String of(SubjectType field) {
    return field == type ? own : fresh(512);
  }

  private String orNull(SubjectType field, Random dice) {
    boolean isNull = dice.nextBoolean();
    return field == type ? own : isNull ? null : fresh(512);
  }

  /** An address is a /64 of its own each time. */
  private String ip(Random dice) {
    long number = counter++;
    if (type == SubjectType.ADDRESS) {
      return ADDRESS;
    }
    String network = "%x:%x:%x".formatted(number >> 32, number >> 16 & 0xFFFF, number & 0xFFFF);
    return dice.nextInt(16) == 0 ? null : "2001:" + network + "::1";
  }

  private int network() {
    return (int) (counter++ & 0x7FFF_FFFF);
  }

  /** A text that differs from all others in its first characters already. */
  private String fresh(int length) {
    String number = Long.toString(counter++, Character.MAX_RADIX);
    return number + FILLER.substring(0, length - number.length());
  }

  private static <T> T pick(T[] choices, Random dice) {
    return choices[dice.nextInt(choices.length)];
  }

  private static <T> T pick(List<T> choices, Random dice) {
    return choices.get(dice.nextInt(choices.size()));
  }
}
