package io.leakwatch.traffic.worlds;

import io.leakwatch.schemas.EventKind;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.People;
import io.leakwatch.traffic.world.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/**
 * A way in which a platform may differ from the simulator's ordinary one: other people, or the same
 * things written down in another way. What attackers do is the same in all.
 *
 * <p>In this order they are applied where several hold at once.
 */
@SuppressWarnings(
    "ImmutableEnumChecker") // no function here has a state, and the set is unmodifiable
public enum World {
  SPARSE(
      "most people come every 3 to 30 days; four weeks",
      Kind.people(People::comingSeldom).lasting(Duration.ofDays(28))),
  SMALL(
      "a tenth of the people, as many attacks",
      Kind.people(people -> people.sized(people.size() / 10))),
  BUSY(
      "three times the events of each account",
      Kind.people(people -> people.paced(people.pace() * 3))),
  CARRIER(
      "two thirds of the homes share addresses",
      Kind.people(people -> people.sharingHomes(2 / 3.0))),
  IPV6("most homes, carriers and servers have IPv6", Kind.people(people -> people.overIpv6(0.9))),
  MONDAY(
      "eight days, a quiet weekend, a public holiday",
      Kind.people(people -> people.with(new Rhythm(true, LocalDate.of(2026, 1, 14))))
          .from(Instant.parse("2026-01-08T00:00:00Z"))
          .lasting(Duration.ofDays(8))),

  CALLS_AT_START(
      "a call is one record, of its start, with its length",
      Kind.writing(seed -> new CallsAtStart()).insteadOf("calls")),
  CALLS_AT_END(
      "a call is one record, of its end",
      Kind.writing(seed -> new CallsAtEnd()).insteadOf("calls")),
  CALLS_WITHOUT_END(
      "a call is one record, of its start, without more",
      Kind.writing(seed -> new CallsWithoutEnd())
          .insteadOf("calls")
          .taking(EventKind.DM_METADATA, "answered", "duration_ms")),

  NO_DEVICES("no event carries a device", Kind.without("device_id", EventKind.LOGIN)),
  NO_USER_AGENTS(
      "no event carries a user agent", Kind.without("user_agent", EventKind.LOGIN, EventKind.API)),
  NO_SESSIONS(
      "no event carries a session", Kind.without("session_id", EventKind.LOGIN, EventKind.API)),
  NO_ASN("no event carries the number of a network", Kind.without("asn", EventKind.values())),
  NO_GEO("no login carries a position", Kind.without("geo", EventKind.LOGIN).insteadOf("geo")),
  COUNTRY_GEO(
      "a position is the middle of a country",
      Kind.writing(seed -> new CoarsePositions())
          .insteadOf("geo")
          .taking(EventKind.LOGIN, "geo.latitude", "geo.longitude")),

  UUID_IDS("accounts are named by UUIDs", Kind.names(AccountNames.Form.UUIDS)),
  EMAIL_IDS("accounts are named by mail addresses, as typed", Kind.names(AccountNames.Form.EMAILS)),
  NUMERIC_IDS("accounts are named by numbers", Kind.names(AccountNames.Form.NUMBERS)),
  URI_OBJECTS(
      "objects are named s3://, gs://, arn:, https:// or /", Kind.writing(ObjectNames::new)),

  WHOLE_SECONDS("clocks show whole seconds", Kind.writing(seed -> new WholeSeconds())),
  DOUBLED(
      "a fifth of the events come twice", Kind.writing(seed -> new Doubled(Dice.of(seed, 901)))),
  DISORDER(
      "events come late, by up to five minutes",
      Kind.writing(seed -> new Disorder(Dice.of(seed, 902))));

  private final String description;
  private final Kind kind;

  World(String description, Kind kind) {
    this.description = description;
    this.kind = kind;
  }

  /** The world of this name; empty where there is none. */
  public static Optional<World> named(String id) {
    return Arrays.stream(values()).filter(world -> world.id().equals(id)).findFirst();
  }

  /** The names of all, in order. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(World::id).toList();
  }

  /** As users write it, such as {@code no-devices}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is different there, in a line that goes on after a colon. */
  public String description() {
    return description;
  }

  /**
   * The fields that no event has there: empty everywhere, or, where they cannot be, without what
   * they say elsewhere. Empty for most worlds.
   */
  public Set<EventField> takesAway() {
    return kind.takesAway;
  }

  /** Whether other people live there; otherwise the same things are written down differently. */
  public boolean hasOtherPeople() {
    return kind.scribe == null;
  }

  /** Its people, made out of those of another world. */
  People people(People others) {
    return kind.people.apply(others);
  }

  /** Who writes down what happens there; empty where nothing about that is special. */
  Optional<Scribe> scribe(long seed) {
    return Optional.ofNullable(kind.scribe).map(maker -> maker.apply(seed));
  }

  /** How long a run should be there; empty where it does not matter. */
  Optional<Duration> duration() {
    return Optional.ofNullable(kind.duration);
  }

  /** When a run should begin there; empty where it does not matter. */
  Optional<Instant> start() {
    return Optional.ofNullable(kind.start);
  }

  /** What else cannot hold at once with it; empty where anything can. */
  Optional<String> insteadOf() {
    return Optional.ofNullable(kind.instead);
  }

  /** What makes a world different. */
  private record Kind(
      UnaryOperator<People> people,
      LongFunction<Scribe> scribe,
      Set<EventField> takesAway,
      Duration duration,
      Instant start,
      String instead) {

    static Kind people(UnaryOperator<People> people) {
      return new Kind(people, null, Set.of(), null, null, null);
    }

    static Kind writing(LongFunction<Scribe> scribe) {
      return new Kind(UnaryOperator.identity(), scribe, Set.of(), null, null, null);
    }

    static Kind without(String name, EventKind... kinds) {
      Set<EventField> fields = new LinkedHashSet<>();
      Arrays.stream(kinds).forEach(kind -> fields.add(new EventField(kind, name)));
      Kind omission = writing(seed -> new Omission(fields));
      return omission.taking(fields);
    }

    static Kind names(AccountNames.Form form) {
      return writing(seed -> new AccountNames(form, seed)).insteadOf("names of accounts");
    }

    Kind taking(EventKind kind, String... names) {
      Set<EventField> fields = new LinkedHashSet<>();
      Arrays.stream(names).forEach(name -> fields.add(new EventField(kind, name)));
      return taking(fields);
    }

    private Kind taking(Set<EventField> fields) {
      return new Kind(
          people, scribe, Collections.unmodifiableSet(fields), duration, start, instead);
    }

    Kind lasting(Duration span) {
      return new Kind(people, scribe, takesAway, span, start, instead);
    }

    Kind from(Instant time) {
      return new Kind(people, scribe, takesAway, duration, time, instead);
    }

    Kind insteadOf(String others) {
      return new Kind(people, scribe, takesAway, duration, start, others);
    }
  }
}
