package io.leakwatch.pipeline;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detectors.Detectors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A case of a room: events in, alerts expected.
 *
 * @param why what it would cost to get this wrong
 * @param settings options that differ from their defaults, by name
 * @param varied names of those settings that make the difference in this case; the others set the
 *     scene
 * @param beside ids of detectors that are armed too, because this one hears of their alerts
 * @param eventsOf the case whose events these are: its own name, or that of the one it is like
 * @param events in the order of their times
 * @param ends the last revision of each alert, in the order in which they were raised; empty for
 *     any
 */
public record RoomCase(
    String name,
    Kind kind,
    String why,
    Map<String, Object> settings,
    Set<String> varied,
    List<String> beside,
    String eventsOf,
    List<CaseEvent> events,
    List<ExpectedEnd> ends) {

  /** By then all that went on is reported. */
  private static final Duration ALL_REPORTED = Duration.ofMinutes(30);

  /** By then every alert is closed. */
  private static final Duration ALL_OVER = Duration.ofDays(40);

  /** What a case shows; its YAML name is in lower case with hyphens. */
  public enum Kind {
    /** Abuse: it raises something. */
    FIRING,
    /** Ordinary life that looks like abuse: it raises nothing. */
    SILENT,
    /** One step short of an alert, or of a graver one. */
    NEAR_MISS;

    String yaml() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * The detector, armed as this case wants it.
   *
   * @throws IllegalArgumentException if a setting is wrong
   */
  public Armed armed(DetectorType type) {
    List<String> faults = new ArrayList<>();
    Settings chosen = Settings.of(type.options(), "settings.", settings, faults::add);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
    return type.armed(chosen);
  }

  /**
   * The same, and whoever is armed beside it, as they are by default.
   *
   * @throws IllegalArgumentException if a setting is wrong, or there is no such detector
   */
  List<Armed> armedTogether(DetectorType type) {
    List<Armed> all = new ArrayList<>(List.of(armed(type)));
    for (String id : beside) {
      DetectorType other =
          Detectors.byId(id)
              .orElseThrow(() -> new IllegalArgumentException("beside: no detector '" + id + "'"));
      all.add(other.armed());
    }
    return all;
  }

  /** The same case with the default of one of its settings. */
  RoomCase without(String setting) {
    Map<String, Object> others = new HashMap<>(settings);
    others.remove(setting);
    return new RoomCase(name, kind, why, others, varied, beside, eventsOf, events, ends);
  }

  /**
   * The events, and after them some that nobody minds if the case says how its alerts end: they
   * show the job that time has passed, so that the last is reported, and that they close.
   */
  List<CaseEvent> eventsToTheEnd() {
    if (ends.isEmpty() || events.isEmpty()) {
      return events;
    }
    long last = events.get(events.size() - 1).at();
    return Stream.concat(
            events.stream(),
            Stream.of(ALL_REPORTED, ALL_OVER)
                .map(later -> CaseLines.uneventful(last + later.toMillis())))
        .toList();
  }

  boolean expectsAnything() {
    return events.stream().anyMatch(event -> !event.expected().isEmpty());
  }
}
