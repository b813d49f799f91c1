package io.leakwatch.detectors.publicobjectexposure;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.Severity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** How severe an open bucket is, and the words for it: all from the conditions that held. */
final class BucketWords {

  // Kinds of signals.
  static final String OPENED = "opened";
  static final String GUESSED = "buckets-guessed";
  static final String TRIED = "objects-tried";

  // Names of the conditions.
  static final String CLASSES = "personal data in the objects";
  static final String READS = "reads without a login";
  static final String ADDRESSES = "addresses they came from";
  static final String OBJECTS = "different objects read";
  static final String RECORDS = "records in the objects read";
  static final String LISTED = "its list of objects was read without a login";
  static final String MANY = "so many records that authorities want to know";
  static final String BUCKETS_REFUSED = "different buckets that refused it";
  static final String OBJECTS_REFUSED =
      "different objects of the bucket that one address was refused";

  static final String GUESSED_IN_ALL = "different buckets that refused it in all";

  /** Objects that are named in the summary. */
  static final int MOST_NAMED = 5;

  private final Signal signal;
  private final Extent inAll;
  private final String subject;

  private BucketWords(Match match) {
    this.signal = match.last();
    this.inAll = match.extent();
    this.subject = signal.subject().id();
  }

  static String triedInAll(String address) {
    return "different objects refused to " + address + " in all";
  }

  static Finding of(Match match) {
    BucketWords words = new BucketWords(match);
    return switch (match.last().kind()) {
      case GUESSED -> words.guessed(match);
      case TRIED -> words.tried(match);
      default -> words.opened(match);
    };
  }

  private boolean holds(String condition) {
    return signal.observed(condition).isPresent();
  }

  private long count(String condition) {
    return Long.parseLong(signal.observed(condition).orElse("0"));
  }

  // An open bucket

  private Finding opened(Match match) {
    boolean critical = hasPasswords() || holds(LISTED) || holds(MANY);
    return Finding.of(
        match,
        critical ? Severity.CRITICAL : Severity.HIGH,
        signal.confidence(),
        "Bucket %s hands %s to anybody: %s read"
            .formatted(subject, classesInWords(), Figures.counted(count(RECORDS), "record")),
        openedSummary(),
        openedSteps());
  }

  private boolean hasPasswords() {
    return classes().contains(DataClass.PASSWORD_HASH);
  }

  private EnumSet<DataClass> classes() {
    EnumSet<DataClass> classes = EnumSet.noneOf(DataClass.class);
    for (String name : signal.observed(CLASSES).orElse("").split(", ")) {
      classes.add(DataClass.valueOf(name));
    }
    return classes;
  }

  private String classesInWords() {
    return DataClasses.of(classes()).words();
  }

  private String openedSummary() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "%s%s without a login took %s out of bucket %s%s: %s."
            .formatted(
                inAll.last() > inAll.since() ? "In " + inAll.timeInWords() + ", " : "",
                Figures.counted(count(READS), "read"),
                Figures.counted(count(RECORDS), "record"),
                subject,
                inAll.whence(),
                classesInWords()));
    if (!signal.note().isEmpty()) {
      sentences.add(
          "%s: %s."
              .formatted(
                  count(OBJECTS) == 1
                      ? "The object"
                      : (count(OBJECTS) > MOST_NAMED
                              ? "The last of %d different objects"
                              : "The %d objects")
                          .formatted(count(OBJECTS)),
                  signal.note()));
    }
    if (holds(LISTED)) {
      sentences.add("Its list of objects was read too. With it, somebody can fetch all the rest.");
    }
    if (hasPasswords()) {
      sentences.add("Attackers can crack the hashed passwords offline, with no limit on attempts.");
    }
    sentences.add(
        "This comes from the platform's own log. The reads were answered, so treat the data as"
            + " taken.");
    return String.join(" ", sentences);
  }

  private List<String> openedSteps() {
    List<String> steps = new ArrayList<>();
    steps.add(
        ("Block public access to bucket %s now, with a setting for the whole storage account and"
                + " not object by object.")
            .formatted(subject));
    if (hasPasswords()) {
      steps.add(
          "Force new passwords for everybody whose hash was in it, and end their sessions. Warn"
              + " them about the same password used elsewhere.");
    }
    steps.add(
        "Keep the storage's access log. List who read and who listed since the bucket was made"
            + " public, not only since the first read in this alert.");
    steps.add(
        "Check whether the readers were search engines or archives, and have them remove their"
            + " copies. The bucket was public for them, too.");
    steps.add(
        "Inform the person responsible for privacy today. Where GDPR applies, the authority must be"
            + " notified within 72 hours.");
    steps.add(
        "Find out who made it public, when and with which tool. Look at the other buckets made that"
            + " way.");
    return steps;
  }

  // Refusals alone

  private Finding guessed(Match match) {
    return Finding.of(
        match,
        Severity.LOW,
        signal.confidence(),
        "%s guesses names of buckets".formatted(subject),
        "Within %s, %s refused %s, which was not logged in."
                .formatted(inAll.timeInWords(), signal.note(), subject)
            + " All of these calls were refused. Somebody seems to be looking for an open bucket.",
        List.of(
            "Block or rate-limit " + subject + " at the storage's gateway.",
            "Check that none of your buckets is public without a reason: more names will be tried.",
            "Watch for alerts of this detector on a bucket. They mean that the search found one."));
  }

  private Finding tried(Match match) {
    return Finding.of(
        match,
        Severity.LOW,
        signal.confidence(),
        "Somebody tries object after object of bucket %s".formatted(subject),
        "Within %s, %s asked for %d different objects of bucket %s without a login. All of these"
                .formatted(inAll.timeInWords(), signal.note(), tried(), subject)
            + " calls were refused. The caller knows the bucket's name, or has a list of links.",
        List.of(
            "Block or rate-limit " + signal.note() + " at the storage's gateway.",
            "Check that bucket " + subject + " is closed, its older objects included.",
            "Check whether the names that were tried are real. If they are, a list of them has"
                + " leaked."));
  }

  /** In all, as far as that is followed. */
  private long tried() {
    return signal.conditions().stream()
        .filter(
            each ->
                each.condition().equals(triedInAll(signal.note()))
                    || each.condition().startsWith(OBJECTS_REFUSED))
        .mapToLong(each -> (long) each.observedValue())
        .max()
        .orElse(0);
  }
}
