package io.leakwatch.workbench.replay;

import io.leakwatch.local.files.EventFileWriter;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.Simulation;
import io.leakwatch.traffic.world.SimulationPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;

/** Two days of simulated traffic, ended by an attack that shows that all before it was judged. */
final class Traffic {

  /** Address of the attack that ends the traffic. */
  static final String LAST_ATTACKER = "203.0.113.99";

  /** How many events it has: the last ones. */
  static final int LAST_ATTEMPTS = 40;

  /** One event with the key it has on its topic. */
  record Keyed(EventKind kind, String key, SpecificRecordBase event) {}

  private Traffic() {}

  static List<Keyed> of(long seed, long events) {
    List<Keyed> all = new ArrayList<>();
    Simulation simulation = Simulation.of(SimulationPlan.of(seed, events));
    while (simulation.hasNext()) {
      SimulatedEvent event = simulation.next();
      SpecificRecordBase record = event.record();
      all.add(new Keyed(EventKind.of(record), event.key(), record));
    }
    Instant end = SimulationPlan.DEFAULT_START.plus(SimulationPlan.DEFAULT_DURATION);
    for (int i = 0; i < LAST_ATTEMPTS; i++) {
      String account = "last-" + i;
      all.add(
          new Keyed(EventKind.LOGIN, account, failure(end.plusSeconds(3600 + 10L * i), account)));
    }
    return all;
  }

  private static LoginEvent failure(Instant at, String account) {
    return new LoginEvent(
        "end-" + account,
        at,
        LoginAction.LOGIN,
        LoginOutcome.FAILURE,
        FailureReason.UNKNOWN_ACCOUNT,
        account,
        LAST_ATTACKER,
        null,
        null,
        null,
        LoginMethod.PASSWORD,
        false,
        null,
        null);
  }

  static List<Path> write(List<Keyed> events, Path folder) throws IOException {
    Map<EventKind, EventFileWriter> writers = new EnumMap<>(EventKind.class);
    List<Path> files = new ArrayList<>();
    for (EventKind kind : EventKind.values()) {
      Path file = folder.resolve(kind.name().toLowerCase(Locale.ROOT) + ".avro");
      files.add(file);
      writers.put(kind, EventFileWriter.create(file, kind));
    }
    for (Keyed event : events) {
      writers.get(event.kind()).append(event.event());
    }
    for (EventFileWriter writer : writers.values()) {
      writer.close();
    }
    return files;
  }
}
