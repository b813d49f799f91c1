package io.leakwatch.pipeline;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.gaps.GapOptions;
import io.leakwatch.pipeline.geo.GeoFiles;
import io.leakwatch.pipeline.watch.MemoryLimit;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Everything that may be set about the job, beside where its events come from and go to. */
public final class JobOptions implements Serializable {

  public static final Option<Duration> MAX_AHEAD =
      Option.duration("time.max-ahead", Duration.ofMinutes(5))
          .between(Duration.ofSeconds(1), Duration.ofDays(1))
          .because(
              "How far an event may be ahead of time. Ahead of the broker's clock where the topic"
                  + " has message.timestamp.type=LogAppendTime; elsewhere of its own record's"
                  + " timestamp, of this machine's clock and, where records are read later, of what"
                  + " most of the records around it say. What is further ahead is refused. Clocks"
                  + " of servers are wrong by seconds, seldom by minutes. A file does not say when"
                  + " its records arrived: in a replay, the few are refused that are more than a"
                  + " year after all others.");
  public static final Option<Duration> LATENESS =
      Option.duration("time.lateness", Duration.ofMinutes(10))
          .between(Duration.ZERO, Duration.ofHours(1))
          .because(
              "An event more than this behind the newest of its partition is late: it is counted,"
                  + " but not evaluated. Ten minutes is the shortest window of any detector. In a"
                  + " replay nothing is late, because files are put in order first.");
  public static final Option<Duration> DISORDER =
      Option.duration("time.disorder", Duration.ofMillis(250))
          .between(Duration.ZERO, Duration.ofHours(1))
          .because(
              "How long to wait for events of the same partition that were overtaken by others."
                  + " This time is added to the time from event to alert.");
  public static final Option<Duration> IDLE_AFTER =
      Option.duration("time.idle-after", Duration.ofSeconds(10))
          .between(Duration.ofSeconds(1), Duration.ofHours(1))
          .because(
              "A partition without events for this long no longer holds the others back. If the"
                  + " time is too short, a slow broker may be mistaken for a quiet partition.");
  public static final Option<Duration> MAX_DRIFT =
      Option.duration("time.max-drift", Duration.ofMinutes(2))
          .between(Duration.ofSeconds(10), Duration.ofDays(1))
          .because(
              "How far, in event time, one partition may be read ahead of the slowest. What is read"
                  + " ahead waits in memory. If this is too short, catching up on thin traffic is"
                  + " slow: at most this much event time every 100 ms. That is also how far a"
                  + " partition may run away, every 100 ms, from others that come back more than 3"
                  + " s later after an outage; their events are then out of order, and alerts may"
                  + " be lost or invented. State is kept for such stragglers as long as"
                  + " time.lateness, so more than that, and more than 2 min, is refused.");
  public static final Option<Integer> REMEMBERED_IDS =
      Option.whole("duplicates.remembered", 200_000, "event ids")
          .between(1, 10_000_000)
          .because(
              "Event ids that each reading task remembers, to drop an event that comes twice."
                  + " Producers retry within seconds. Each id takes 16 to 32 bytes.");
  public static final Option<Integer> MEMORY_LIMIT =
      Option.whole("memory.limit", 0, "MB")
          .between(0, 1_000_000)
          .because(
              "How much of a process's heap what is remembered of accounts, addresses and others"
                  + " may take, where state.backend is heap. 0 is six tenths of the heap, as"
                  + " `./leakwatch capacity` reckons with. When that is full, those go that were"
                  + " seen seldom and long ago, and the job says so. Whoever makes up ids by the"
                  + " million fills it, and the process would have no memory left.");
  public static final Option<Integer> MOST_REVISIONS =
      Option.whole("alerts.most-revisions", 60, "revisions")
          .between(1, 100_000)
          .because(
              "How many revisions one alert may have within a minute of event time. An attacker who"
                  + " breaks into an account every millisecond would cause one each time. The last"
                  + " state is written once the minute is over. In four simulated days no alert had"
                  + " more than 9.");
  public static final Option<List<String>> NOBODY =
      Option.texts("accounts.nobody", AccountNames.USUAL_NOBODIES)
          .because(
              "Words that name nobody, in any case: converters write them where no name is known. A"
                  + " login or message of theirs is refused, as one without a name is; a call is"
                  + " one without an account. Otherwise all of them together would be one person.");
  public static final Option<Boolean> ANY_CASE =
      Option.flag("accounts.any-case", true)
          .because(
              "Whether names with an @ are the same in any case. No mail provider tells them apart,"
                  + " and who guesses a password may write each try otherwise. Alerts show them in"
                  + " lower case.");
  public static final Option<List<String>> GEOIP_CITY =
      Option.texts("geoip.city", List.of())
          .because(
              "mmdb files that give positions to events without one: MaxMind's layout or DB-IP's"
                  + " flat one. On a cluster the files must lie on every task manager.");
  public static final Option<List<String>> GEOIP_ASN =
      Option.texts("geoip.asn", List.of())
          .because("mmdb files that give network operators to events without one.");

  public static final Option<String> PSEUDONYMIZE_KEY_FILE =
      Option.text("pseudonymize.key-file", "")
          .because(
              "A file with at least 32 random bytes. If it is given, accounts, addresses, devices,"
                  + " sessions and conversations are replaced by keyed pseudonyms before anything"
                  + " is remembered, and dead letters carry no value. `./leakwatch reveal` gives"
                  + " the names back. On a cluster the file must lie on every task manager.");

  public static final List<Option<?>> ALL =
      Stream.concat(
              Stream.of(
                  MAX_AHEAD,
                  LATENESS,
                  DISORDER,
                  IDLE_AFTER,
                  MAX_DRIFT,
                  REMEMBERED_IDS,
                  MEMORY_LIMIT,
                  MOST_REVISIONS,
                  NOBODY,
                  ANY_CASE,
                  GEOIP_CITY,
                  GEOIP_ASN,
                  PSEUDONYMIZE_KEY_FILE),
              GapOptions.ALL.stream())
          .<Option<?>>map(option -> option)
          .toList();

  private final Settings settings;
  private final ArrayList<Armed> armed;

  /**
   * Options of a job.
   *
   * @param settings of {@link #ALL}
   * @param armed detectors with their settings; those that are not enabled are left out
   */
  public JobOptions(Settings settings, List<Armed> armed) {
    this.settings = settings;
    this.armed = new ArrayList<>(armed.stream().filter(Armed::isEnabled).toList());
  }

  /** What is wrong with options that go together, in words; for a job that reads Kafka. */
  static List<String> faults(Settings settings) {
    Duration lateness = settings.get(LATENESS);
    Duration drift = settings.get(MAX_DRIFT);
    if (drift.compareTo(MAX_DRIFT.defaultValue()) <= 0 || drift.compareTo(lateness) <= 0) {
      return List.of();
    }
    return List.of(
        ("%s: %s is more than %s, %s; a partition that comes back late after an outage would be"
                + " read out of order, and alerts could be lost; set it to %s or less")
            .formatted(
                MAX_DRIFT.name(),
                Figures.of(drift),
                LATENESS.name(),
                Figures.of(lateness),
                Figures.of(
                    lateness.compareTo(MAX_DRIFT.defaultValue()) < 0
                        ? MAX_DRIFT.defaultValue()
                        : lateness)));
  }

  /** All detectors of the catalogue, and everything as it is by default. */
  public static JobOptions defaults() {
    return new JobOptions(
        Settings.defaults(ALL), Detectors.ALL.stream().map(type -> type.armed()).toList());
  }

  /** These options with one value replaced. */
  public <T> JobOptions with(Option<T> option, T value) {
    return new JobOptions(settings.with(option, value), armed);
  }

  public List<Armed> armed() {
    return armed;
  }

  /** The detectors that run. */
  public List<DetectorType> types() {
    return armed.stream().map(Armed::type).toList();
  }

  public Duration maxAhead() {
    return settings.get(MAX_AHEAD);
  }

  public Duration lateness() {
    return settings.get(LATENESS);
  }

  public Duration disorder() {
    return settings.get(DISORDER);
  }

  public Duration idleAfter() {
    return settings.get(IDLE_AFTER);
  }

  public Duration maxDrift() {
    return settings.get(MAX_DRIFT);
  }

  public int rememberedIds() {
    return settings.get(REMEMBERED_IDS);
  }

  /** How much of the heap it may fill with what it remembers. */
  public MemoryLimit memoryLimit() {
    return new MemoryLimit(settings.get(MEMORY_LIMIT));
  }

  /** How many revisions an alert may have within a minute. */
  public int mostRevisions() {
    return settings.get(MOST_REVISIONS);
  }

  /** When it says that its detectors are blind. */
  public GapOptions gaps() {
    return new GapOptions(settings);
  }

  /** Whose a name is. */
  public AccountNames accountNames() {
    return new AccountNames(settings.get(NOBODY), settings.get(ANY_CASE));
  }

  /** Where the key lies under which pseudonyms are made; empty for none. */
  public String pseudonymKeyFile() {
    return settings.get(PSEUDONYMIZE_KEY_FILE);
  }

  /** What gives operators and places to addresses in alerts: a pseudonym has none. */
  public GeoFiles geoFilesOfAlerts() {
    return pseudonymKeyFile().isEmpty() ? geoFiles() : new GeoFiles(List.of(), List.of());
  }

  /** What gives positions and operators to events that have none. */
  public GeoFiles geoFiles() {
    return new GeoFiles(settings.get(GEOIP_CITY), settings.get(GEOIP_ASN));
  }
}
