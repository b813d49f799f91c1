package io.leakwatch.workbench.simulation;

import io.leakwatch.schemas.SubjectType;
import java.time.Duration;

/**
 * A kind of attack. To add one, write a class and list it in {@link Attacks}.
 *
 * <p>It is performed twice from the same dice: once before the simulation starts, to know its label
 * and how many events it makes, and once when its time has come. It must not change anything but
 * the scene's stages.
 */
interface Attack {

  /** The detector that ought to find it. */
  String detectorId();

  /** The longest it takes with all that follows; a scene has so much room if the span allows. */
  Duration longest();

  /** Its part of all attack events, relative to other kinds: those with more targets need more. */
  double weight();

  /** Acts out one attack and tells whom a detector ought to accuse. */
  Culprit perform(Scene scene);

  /**
   * Whom to accuse.
   *
   * @param id of the account, client or address; an IPv6 address stands for its /64 network
   * @param shape what was special, in a few words, for the label's note
   */
  record Culprit(SubjectType type, String id, String shape) {}
}
