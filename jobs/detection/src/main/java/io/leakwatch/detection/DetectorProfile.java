package io.leakwatch.detection;

import io.leakwatch.detection.needs.Needs;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.io.Serializable;
import java.util.List;

/**
 * Who a detector is.
 *
 * @param id lower-case words joined by hyphens; also its folder, option prefix and state key
 * @param version from 1; goes up when the same events would be judged differently
 * @param title what it catches, in a few words
 * @param summary what it catches, in a sentence
 * @param subjects what its alerts are about, the preferred one first
 * @param severity severity when it is first raised
 * @param attack MITRE ATT&amp;CK technique ids; may be empty
 * @param reads topics that it reads
 * @param covers ids of detectors whose alert about the same subject means the same act in a more
 *     general way: while this one's is open, theirs is folded into it
 * @param needs what events must hold for it to see anything, and what lets it see more
 */
public record DetectorProfile(
    String id,
    int version,
    String title,
    String summary,
    List<SubjectType> subjects,
    Severity severity,
    List<String> attack,
    List<String> reads,
    List<String> covers,
    Needs needs)
    implements Serializable {

  /** Who covers no other. */
  public DetectorProfile(
      String id,
      int version,
      String title,
      String summary,
      List<SubjectType> subjects,
      Severity severity,
      List<String> attack,
      List<String> reads,
      Needs needs) {
    this(id, version, title, summary, subjects, severity, attack, reads, List.of(), needs);
  }

  /** The same, which covers others. */
  public DetectorProfile covering(String... others) {
    return new DetectorProfile(
        id, version, title, summary, subjects, severity, attack, reads, List.of(others), needs);
  }

  private static final String FORM = "[a-z]+(-[a-z]+)*";

  public DetectorProfile {
    if (!id.matches(FORM)) {
      throw new IllegalArgumentException(
          "detector id '" + id + "' is not lower-case words joined by hyphens");
    }
    subjects = List.copyOf(subjects);
    attack = List.copyOf(attack);
    reads = List.copyOf(reads);
    covers = List.copyOf(covers);
  }

  /** Name of the folder and package that hold it: the id without its hyphens. */
  public String folder() {
    return id.replace("-", "");
  }

  /** Topics that profiles name in {@link #reads}. */
  public static final String LOGIN_EVENTS = "login-events";

  public static final String API_EVENTS = "api-events";

  public static final String DM_METADATA_EVENTS = "dm-metadata-events";
}
