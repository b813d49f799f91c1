package io.leakwatch.detectors.unscopedaccess;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.Severity;
import java.util.ArrayList;
import java.util.List;

/** How severe an exposure is, and the words for it: all from the conditions that held. */
final class ExposureWords {

  // Names of the conditions.
  static final String CLASSES = "personal data in the answers";
  static final String LACKING = "scopes required and not granted";
  static final String ANYBODY = "answers without a login";
  static final String CALLS = "calls so answered";
  static final String RECORDS = "records handed out";
  static final String CALLERS = "who called";
  static final String LEGACY = "past its retirement date";
  static final String MANY = "different people or objects whose data was read";
  static final String OVERDUE = "still answering after";

  private static final List<Severity> STEPS =
      List.of(Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL);

  private final Signal signal;
  private final String endpoint;

  private final Extent inAll;

  private ExposureWords(Match match) {
    this.signal = match.last();
    this.inAll = match.extent();
    this.endpoint = signal.subject().id();
  }

  static Finding of(Match match) {
    ExposureWords words = new ExposureWords(match);
    return Finding.of(
        match,
        words.severity(),
        match.last().confidence(),
        words.title(),
        words.summary(),
        words.steps());
  }

  private boolean holds(String condition) {
    return signal.observed(condition).isPresent();
  }

  private String observed(String condition) {
    return signal.observed(condition).orElse("");
  }

  private boolean hands(DataClass dataClass) {
    return List.of(observed(CLASSES).split(", ")).contains(dataClass.name());
  }

  /** MEDIUM, a step more for each thing that makes it worse; hashed passwords are the worst. */
  private Severity severity() {
    if (hands(DataClass.PASSWORD_HASH)) {
      return Severity.CRITICAL;
    }
    String classes = observed(CLASSES);
    boolean little =
        classes.equals(DataClass.TIMESTAMP.name()) || classes.equals(DataClass.OTHER.name());
    int step = little ? 0 : 1;
    for (String worse : List.of(LEGACY, ANYBODY, MANY, OVERDUE)) {
      step += holds(worse) ? 1 : 0;
    }
    return STEPS.get(Math.min(step, STEPS.size() - 1));
  }

  private String title() {
    return "%s %s hands out %s to %s%s"
        .formatted(
            holds(LEGACY) ? "Legacy endpoint" : "Endpoint",
            endpoint,
            DataClasses.ofBits(inAll.dataClasses()).briefly(),
            holds(ANYBODY) ? "anybody" : "callers without the scope",
            holds(OVERDUE) ? ", for " + observed(OVERDUE) + " now" : "");
  }

  private String summary() {
    List<String> sentences = new ArrayList<>();
    sentences.add(whatHappened());
    if (holds(ANYBODY)) {
      sentences.add("It answers without a login.");
    }
    if (holds(LACKING)) {
      sentences.add(
          "It requires %s. A caller that was never granted that got an answer all the same."
              .formatted(observed(LACKING)));
    }
    if (holds(LEGACY)) {
      sentences.add("It is past its retirement date and should answer nobody.");
    }
    if (holds(OVERDUE)) {
      sentences.add("It has been open for %s and is still open.".formatted(observed(OVERDUE)));
    }
    sentences.add(howSure());
    return String.join(" ", sentences);
  }

  private String whatHappened() {
    String open = inAll.last() > inAll.since() ? "In " + inAll.timeInWords() + ", " : "";
    return "%s%s answered %s from %s and handed out %s%s%s.%s"
        .formatted(
            open,
            endpoint,
            Figures.counted(Long.parseLong(observed(CALLS)), "call"),
            observed(CALLERS),
            Figures.counted(Long.parseLong(observed(RECORDS)), "record"),
            signal.note(),
            whose(),
            from());
  }

  private String whose() {
    List<String> whose = new ArrayList<>();
    if (inAll.accounts() > 0) {
      whose.add(Figures.counted(inAll.accounts(), "person", inAll.exact()));
    }
    if (inAll.others() != null) {
      whose.add(Figures.counted(inAll.others().count(), "object", inAll.exact()));
    }
    return whose.isEmpty() ? "" : ", of " + Figures.joined(whose);
  }

  private String from() {
    String from = inAll.whence();
    return from.isEmpty() ? "" : " The calls came" + from + ".";
  }

  private String howSure() {
    return holds(ANYBODY)
        ? "This comes from the platform's own log. Only its owner can say whether it is intended."
        : "This comes from the platform's own log: it is counted, not estimated.";
  }

  private List<String> steps() {
    List<String> steps = new ArrayList<>();
    steps.add(
        holds(LEGACY)
            ? "Switch %s off at the gateway now. A retired endpoint must not answer anybody."
                .formatted(endpoint)
            : "Refuse calls to %s at the gateway until it checks %s."
                .formatted(endpoint, holds(LACKING) ? "scopes" : "who calls"));
    steps.add(
        "Go through the access log of %s since the first exposure: who called, and whose data left."
            .formatted(endpoint));
    if (holds(LACKING)) {
      steps.add(
          "Suspend the tokens of the callers that lack %s until they say what they kept."
              .formatted(observed(LACKING)));
    }
    if (hands(DataClass.PASSWORD_HASH)) {
      steps.add(
          "Treat the hashed passwords as known. Force new ones for everybody concerned and end"
              + " their sessions.");
    }
    steps.add(
        "Inform the person responsible for privacy today. Where GDPR applies, the authority must be"
            + " notified within 72 hours.");
    steps.add("Look at the endpoints beside it: other versions, and routes with the same handler.");
    return steps;
  }
}
