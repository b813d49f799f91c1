package io.leakwatch.traffic.attacks;

import io.leakwatch.schemas.SubjectType;
import io.leakwatch.traffic.stage.Scene;
import java.time.Duration;
import java.util.List;

/**
 * A kind of attack. To add one, write a class and list it in {@link Attacks}.
 *
 * <p>It is performed twice from the same dice: once before the simulation starts, to know its label
 * and how many events it makes, and once when its time has come. It must not change anything but
 * the scene's stages.
 */
public interface Attack {

  /** The detector that ought to find it. */
  String detectorId();

  /** The longest it takes with all that follows; a scene has so much room if the span allows. */
  Duration longest();

  /** The shortest span of simulated time it makes sense in; shorter runs are without it. */
  default Duration shortest() {
    return Duration.ZERO;
  }

  /** How many events one attack has on average, where the run is large enough; at least 16. */
  int events();

  /**
   * Plays one attack and returns whom detectors ought to accuse: the first for its own detector,
   * any more for others that it gives as good a reason. Nobody if there was no room for it.
   */
  List<Culprit> perform(Scene scene);

  /**
   * Whom to accuse, and of what time.
   *
   * @param detectorId the detector that ought to do it
   * @param id of the account, client, address …; an IPv6 address stands for its /64 network
   * @param shape what was special, in a few words, for the label's note; begins with {@code loud}
   *     or {@code evasive}
   * @param firstAt epoch milliseconds; {@link #AS_THE_ATTACK} for that of the whole attack
   * @param lastAt likewise
   */
  record Culprit(
      String detectorId, SubjectType type, String id, String shape, long firstAt, long lastAt) {

    public static final long AS_THE_ATTACK = Long.MIN_VALUE;

    /** Somebody who took part in the attack from its first event to its last. */
    Culprit(String detectorId, SubjectType type, String id, String shape) {
      this(detectorId, type, id, shape, AS_THE_ATTACK, AS_THE_ATTACK);
    }
  }
}
