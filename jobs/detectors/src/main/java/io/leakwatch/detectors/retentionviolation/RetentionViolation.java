package io.leakwatch.detectors.retentionviolation;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records are handed out that should have been deleted long ago: so they are still there. */
public final class RetentionViolation implements Detector<Holdings> {

  private static final Duration LONGEST = Duration.ofDays(3650);

  static final Option<Duration> MESSAGE_METADATA =
      limit("message-metadata", Duration.ofDays(180))
          .because(
              "How long who wrote to whom and when may be kept beside the conversation itself; 0d for"
                  + " no limit. Article 6 of the ePrivacy Directive has traffic data deleted when no"
                  + " longer needed; six months is what the EU's data protection authorities saw a"
                  + " basis for (WP 148, 2008).");
  static final Option<Duration> IP_ADDRESSES =
      limit("ip-addresses", Duration.ofDays(180))
          .because(
              "How long addresses in logs may be kept; 0d for no limit. The CNIL recommends six"
                  + " months to a year for access logs (2021-122), WP 148 no more than six months.");
  static final Option<Duration> LOCATIONS =
      limit("locations", Duration.ofDays(90))
          .because(
              "How long positions may be kept; 0d for no limit. Article 9 of the ePrivacy Directive"
                  + " allows them for as long as the service asked for takes; three months is the"
                  + " default of the largest location history there is (Google's, since 2024).");
  static final Option<Duration> CONTACTS =
      limit("contacts", Duration.ZERO)
          .because(
              "How long contact lists may be kept; 0d, the default, for no limit: who follows whom is"
                  + " of today, however long ago it began.");
  static final Option<Duration> CONTACT_DETAILS =
      limit("contact-details", Duration.ZERO)
          .because(
              "How long e-mail addresses and phone numbers may be kept; 0d, the default, for no"
                  + " limit: they live as long as the account.");
  static final Option<Duration> POSTS =
      limit("posts", Duration.ZERO)
          .because(
              "How long posts may be kept; 0d, the default, for no limit: they were published to"
                  + " stay.");
  static final Option<Integer> BULK_RECORDS =
      Option.whole("bulk-records", 1_000, "records")
          .between(1, 100_000_000)
          .because(
              "From so many records on, in answers that hold too old ones, it is HIGH: no longer a"
                  + " forgotten row, but a store that nobody empties.");
  static final Option<List<String>> HISTORY_CLIENTS =
      Option.texts("history-clients", List.of())
          .because(
              "Other people's apps through which members read their own conversations, like the"
                  + " platform's own clients: message metadata may be old there. None by default:"
                  + " what has left for another company should be known by name.");
  static final Option<Duration> QUIET =
      Option.duration("quiet", Duration.ofDays(7))
          .between(Duration.ofHours(1), Duration.ofDays(30))
          .because(
              "After so long without another such answer it counts as mended, and is told anew when"
                  + " it comes back. A week, because clean-ups and audits run weekly.");

  /** The option that limits each kind. */
  static final Map<Kind, Option<Duration>> LIMITS =
      Map.of(
          Kind.MESSAGE_METADATA, MESSAGE_METADATA,
          Kind.IP_ADDRESSES, IP_ADDRESSES,
          Kind.LOCATIONS, LOCATIONS,
          Kind.CONTACTS, CONTACTS,
          Kind.CONTACT_DETAILS, CONTACT_DETAILS,
          Kind.POSTS, POSTS);

  private static final String OVERDUE = "overdue";
  private static final String RECORDS = "records in answers that held such";

  public static final DetectorType TYPE =
      new DetectorType(
          new DetectorProfile(
              "retention-violation",
              1,
              "Retention violation",
              "Answers hold records that are older than the platform says it keeps them.",
              List.of(SubjectType.CLIENT, SubjectType.RESOURCE),
              Severity.MEDIUM,
              List.of(),
              List.of(DetectorProfile.API_EVENTS, DetectorProfile.DM_METADATA_EVENTS)),
          List.of(
              MESSAGE_METADATA,
              IP_ADDRESSES,
              LOCATIONS,
              CONTACTS,
              CONTACT_DETAILS,
              POSTS,
              BULK_RECORDS,
              HISTORY_CLIENTS,
              QUIET),
          RetentionViolation::new);

  private final Periods periods;
  private final int bulkRecords;
  private final Duration quiet;

  private RetentionViolation(Settings settings) {
    this.periods = new Periods(settings);
    this.bulkRecords = settings.get(BULK_RECORDS);
    this.quiet = settings.get(QUIET);
  }

  private static Option<Duration> limit(String name, Duration byDefault) {
    return Option.duration(name, byDefault).between(Duration.ZERO, LONGEST);
  }

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Holdings newState() {
    return new Holdings(quiet);
  }

  // Sensor

  @Override
  public List<Watch<?, Holdings>> watches() {
    return List.of(
        Watch.of(
            SubjectType.CLIENT,
            ApiCall.class,
            call -> call.client() != null && periods.broken(call) != null,
            this::answered),
        Watch.of(
            SubjectType.RESOURCE,
            ApiCall.class,
            call -> call.client() == null && periods.broken(call) != null,
            this::answered),
        Watch.of(
            SubjectType.CLIENT,
            DmActivity.class,
            read -> periods.broken(read) != null,
            this::wasRead));
  }

  private void answered(Entity reader, ApiCall call, Holdings state, Signals out) {
    long age = Periods.age(call.at(), call.oldestRecordAt());
    String owner = call.target() == null ? call.account() : call.target();
    handedOut(reader, call, periods.broken(call), owner, call.records(), age, state, out);
  }

  private void wasRead(Entity reader, DmActivity read, Holdings state, Signals out) {
    long age = Periods.age(read.at(), read.recordAt());
    handedOut(reader, read, periods.broken(read), read.account(), 1, age, state, out);
  }

  private void handedOut(
      Entity reader,
      Activity activity,
      Kind kind,
      String owner,
      int records,
      long age,
      Holdings state,
      Signals out) {
    long at = activity.at();
    Kept kept = state.handedOut(kind, at, activity.eventId(), owner, records, age);
    if (kept.isDue(at)) {
      kept.told(at);
      out.emit(overdue(reader, at, kind, kept, state));
    }
  }

  private Signal overdue(Entity reader, long at, Kind kind, Kept kept, Holdings state) {
    Duration limit = periods.limit(kind);
    return Signal.of(profile().id(), OVERDUE, reader)
        .at(at)
        .since(kept.first())
        .confidence(confidence(kept.oldest(), limit))
        .because(
            Condition.above(
                "age of the oldest record: " + kind.words,
                kept.oldest().toDays(),
                limit.toDays(),
                "days"),
            Condition.atLeast("answers with too old " + kind.words, kept.answers(), 1, "answers"),
            Condition.atLeast(RECORDS, kept.records(), 1, "records"))
        .events(state.events.list(at))
        .accounts(state.names.list(at), state.owners(at))
        .note(kind.words)
        .build();
  }

  /** Just past the limit a clean-up may be under way; at twice the limit none has run for long. */
  private static int confidence(Duration oldest, Duration limit) {
    double beyond = (double) oldest.toMillis() / limit.toMillis() - 1;
    return (int) Math.round(70 + 25 * Math.min(1, beyond));
  }

  /** As long as it goes on it is told once a day, so a day of grace beyond the quiet suffices. */
  @Override
  public Duration openFor() {
    return quiet.plusDays(1);
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    Signal overdue = match.last();
    long records = overdue.observed(RECORDS).map(Long::parseLong).orElse(0L);
    boolean bulk = records >= bulkRecords;
    return Optional.of(
        Finding.of(
            match,
            bulk ? Severity.HIGH : Severity.MEDIUM,
            overdue.confidence(),
            "%s past their retention period are handed to %s"
                .formatted(capital(overdue.note()), overdue.subject()),
            sentence(overdue, records),
            steps(overdue)));
  }

  private static String sentence(Signal overdue, long records) {
    Condition age = overdue.conditions().get(0);
    Condition answers = overdue.conditions().get(1);
    return "%s was given %s of up to %s days of age; %s days is how long they may be kept. Since %s"
            .formatted(
                overdue.subject(),
                overdue.note(),
                age.observed(),
                age.threshold().replace("> ", ""),
                Instant.ofEpochMilli(overdue.firstSeenAt()))
        + ": %s with %s, about %s."
            .formatted(
                Figures.counted(Long.parseLong(answers.observed()), "such answer"),
                Figures.counted(records, "record"),
                Figures.counted(overdue.accountCount(), "account or object"));
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private List<String> steps(Signal overdue) {
    List<String> steps = new ArrayList<>();
    steps.add(
        "Find the store that answered %s: see the endpoint in the named events."
            .formatted(overdue.subject()));
    steps.add("Check whether its clean-up job runs, and over backups, archives and replicas too.");
    steps.add(
        "Delete what is past its period, unless a legal hold says otherwise; write down which.");
    if (overdue.subject().type() == SubjectType.CLIENT) {
      steps.add(
          "Ask what " + overdue.subject().id() + " needs it for; have its copies deleted as well.");
    }
    return List.copyOf(steps);
  }
}
