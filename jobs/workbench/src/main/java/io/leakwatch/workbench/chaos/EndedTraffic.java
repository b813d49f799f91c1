package io.leakwatch.workbench.chaos;

import io.leakwatch.local.files.EventFileWriter;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
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

/** Simulated traffic, ended by an attack that shows that all before it was judged. */
public final class EndedTraffic {

  /** Address of the attack that ends the traffic. */
  public static final String LAST_ATTACKER = "203.0.113.99";

  private static final int LAST_ATTEMPTS = 40;

  /** Events of each kind at the very end, enough for each partition to get some. */
  private static final int LAST_EVERYWHERE = 16;

  /** How many events come after the traffic as planned. */
  public static final int LAST_EVENTS = LAST_ATTEMPTS + 3 * LAST_EVERYWHERE;

  /** One event with the key it has on its topic. */
  public record Keyed(EventKind kind, String key, SpecificRecordBase event) {}

  private EndedTraffic() {}

  /** Four days of it. */
  public static List<Keyed> of(long seed, long events) {
    return of(SimulationPlan.of(seed, events));
  }

  /** As planned, an hour later the attack, and after it something in each topic. */
  public static List<Keyed> of(SimulationPlan plan) {
    List<Keyed> all = new ArrayList<>();
    Simulation simulation = Simulation.of(plan);
    while (simulation.hasNext()) {
      SimulatedEvent event = simulation.next();
      SpecificRecordBase record = event.record();
      all.add(new Keyed(EventKind.of(record), event.key(), record));
    }
    Instant end = Instant.ofEpochMilli(plan.endMs());
    for (int i = 0; i < LAST_ATTEMPTS; i++) {
      String account = "last-" + i;
      all.add(
          new Keyed(EventKind.LOGIN, account, failure(end.plusSeconds(3600 + 10L * i), account)));
    }
    // A partition where nothing comes holds time back; these come to each, and mean nothing.
    Instant last = end.plusSeconds(3600 + 10L * LAST_ATTEMPTS);
    for (int i = 0; i < LAST_EVERYWHERE; i++) {
      all.add(new Keyed(EventKind.LOGIN, "l" + i, logout(last, "l" + i)));
      all.add(new Keyed(EventKind.API, "a" + i, read(last, "a" + i)));
      all.add(new Keyed(EventKind.DM_METADATA, "d" + i, sent(last, "d" + i)));
    }
    return all;
  }

  private static LoginEvent logout(Instant at, String account) {
    return LoginEvent.newBuilder()
        .setEventId("end-" + account)
        .setOccurredAt(at)
        .setAction(LoginAction.LOGOUT)
        .setOutcome(LoginOutcome.SUCCESS)
        .setAccountId(account)
        .build();
  }

  private static ApiEvent read(Instant at, String account) {
    return ApiEvent.newBuilder()
        .setEventId("end-" + account)
        .setOccurredAt(at)
        .setClientKind(ClientKind.FIRST_PARTY)
        .setAccountId(account)
        .setHttpMethod("GET")
        .setEndpoint("/1.1/statuses/home_timeline")
        .setOperation(Operation.READ)
        .setResource(ResourceKind.OTHER)
        .setStatus(200)
        .build();
  }

  private static DmMetadataEvent sent(Instant at, String account) {
    return DmMetadataEvent.newBuilder()
        .setEventId("end-" + account)
        .setOccurredAt(at)
        .setKind(DmKind.MESSAGE_SENT)
        .setActorId(account)
        .setConversationId("c-" + account)
        .build();
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

  /** Into a file for each kind of event. */
  public static List<Path> write(List<Keyed> events, Path folder) throws IOException {
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
