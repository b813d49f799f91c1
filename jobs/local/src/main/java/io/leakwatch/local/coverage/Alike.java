package io.leakwatch.local.coverage;

import io.leakwatch.detection.needs.Lack;
import io.leakwatch.detection.words.Shown;
import io.leakwatch.schemas.EventKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** One field that should differ from event to event, or from person to person. */
final class Alike {

  /** Fewer may be alike by chance. */
  private static final long FEWEST = 100;

  private static final double NEARLY_ALL = 0.9;

  /** A repeated event is dropped, so of these one in ten is bad enough. */
  private static final double REPEATED = 0.1;

  /** By field, what to do where all are alike. */
  private static final Map<String, String> REMEDIES =
      Map.of(
          "ip", "if that is a proxy's, log the address that the proxy was asked by",
          "user_agent", "if that is a gateway's, log what the client sent",
          "session_id", "log an id for each session",
          "device_id", "log an id for each device, not for each kind of device",
          "account_id", "log whose account it is",
          "actor_id", "log who acted",
          "peer_id", "log who the other party is",
          "conversation_id", "log an id for each conversation",
          "event_id", "give each event an id of its own: the others are dropped as duplicates");

  private final EventKind kind;
  private final String field;
  private final int position;
  private final MostFrequent values = new MostFrequent();

  private Alike(EventKind kind, String field) {
    this.kind = kind;
    this.field = field;
    this.position = kind.schema().getField(field).pos();
  }

  /** All such fields of a kind of event. */
  static List<Alike> of(EventKind kind) {
    return REMEDIES.keySet().stream()
        .filter(name -> kind.schema().getField(name) != null)
        .sorted()
        .map(name -> new Alike(kind, name))
        .toList();
  }

  void add(SpecificRecord event) {
    if (event.get(position) instanceof CharSequence value && value.length() > 0) {
      values.add(value.toString());
    }
  }

  /** A line about it; empty where values differ as they should. */
  Optional<String> line() {
    double enough = field.equals("event_id") ? REPEATED : NEARLY_ALL;
    if (values.all() < FEWEST) {
      return Optional.empty();
    }
    return values
        .value()
        .filter(value -> value.share() >= enough)
        .map(
            value ->
                String.format(
                    Locale.ROOT,
                    "%s.%s: %s in %.0f %% of %,d %s; %s",
                    kind.topic(),
                    field,
                    Shown.text(value.text()),
                    100 * value.share(),
                    value.all(),
                    Lack.name(kind),
                    REMEDIES.get(field)));
  }
}
