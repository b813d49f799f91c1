package io.leakwatch.benchmarks.latency;

import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.Geo;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.TrustedSchemas;
import io.leakwatch.traffic.SimulatedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Events that raise an alert each, at once: something is read that nobody should be given, or
 * somebody is on another continent. Everybody and everything in them is new, so that no alert is
 * the second revision of another. All three topics have their share.
 */
final class Probes {

  static {
    // Builders look at the schemas' classes too.
    TrustedSchemas.trust();
  }

  /** A traveller is seen at home so many travellers before the one that is seen abroad. */
  private static final int TRAVELLERS_APART = 10;

  private static final Geo HOME = new Geo("DE", 52.52, 13.40, 20);
  private static final Geo ABROAD = new Geo("JP", 35.68, 139.69, 20);
  private static final int SOME_OPERATOR = 64_500;
  private static final Duration FAR_TOO_OLD = Duration.ofDays(1_000);

  /**
   * What is published at a time.
   *
   * @param before events that raise nothing, but that the next probe of its kind needs
   * @param causing the event that raises an alert
   */
  record Probe(List<SimulatedEvent> before, SimulatedEvent causing, String eventId) {

    private static Probe of(long at, SpecificRecordBase record, String eventId) {
      return new Probe(List.of(), event(at, record), eventId);
    }
  }

  private long number;

  /** The next one, at a time in epoch milliseconds. */
  Probe next(long at) {
    long turn = number / 4;
    return switch ((int) (number++ % 4)) {
      case 0 -> Probe.of(at, openBucket(at, turn), "open-bucket-" + turn);
      case 1 -> Probe.of(at, openEndpoint(at, turn), "open-endpoint-" + turn);
      case 2 -> Probe.of(at, oldRecord(at, turn), "old-record-" + turn);
      default -> journey(at, turn);
    };
  }

  private static SimulatedEvent event(long at, SpecificRecordBase record) {
    return new SimulatedEvent(EventKind.of(record), at, record);
  }

  private static ApiEvent openBucket(long at, long turn) {
    return ApiEvent.newBuilder()
        .setEventId("open-bucket-" + turn)
        .setOccurredAt(Instant.ofEpochMilli(at))
        .setIp(address(10, turn))
        .setHttpMethod("GET")
        .setEndpoint("/storage/:bucket/:key")
        .setRateLimit(900)
        .setOperation(Operation.READ)
        .setResource(ResourceKind.STORAGE_OBJECT)
        .setTargetId("probed-bucket-" + turn + "/users.csv")
        .setStatus(200)
        .setRecords(40)
        .setDataClasses(List.of(DataClass.EMAIL, DataClass.PHONE))
        .build();
  }

  private static ApiEvent openEndpoint(long at, long turn) {
    return ApiEvent.newBuilder()
        .setEventId("open-endpoint-" + turn)
        .setOccurredAt(Instant.ofEpochMilli(at))
        .setClientId("probing-app-" + turn)
        .setClientKind(ClientKind.THIRD_PARTY)
        .setAccountId("probing-user-" + turn)
        .setIp(address(11, turn))
        .setHttpMethod("GET")
        .setEndpoint("/probed/" + turn + "/:id")
        .setRateLimit(900)
        .setOperation(Operation.READ)
        .setResource(ResourceKind.PROFILE)
        .setTargetId("probed-user-" + turn)
        .setStatus(200)
        .setRecords(1)
        .setDataClasses(List.of(DataClass.EMAIL))
        .setScopesRequired(List.of("users.read", "users.email"))
        .setScopesGranted(List.of("users.read"))
        .build();
  }

  private static DmMetadataEvent oldRecord(long at, long turn) {
    return DmMetadataEvent.newBuilder()
        .setEventId("old-record-" + turn)
        .setOccurredAt(Instant.ofEpochMilli(at))
        .setKind(DmKind.METADATA_READ)
        .setActorId("probing-reader-" + turn)
        .setActorIsMember(false)
        .setPeerId("probed-peer-" + turn)
        .setConversationId("probed-conversation-" + turn)
        .setClientId("probing-archive-" + turn)
        .setIp(address(12, turn))
        .setDataClasses(List.of(DataClass.MESSAGE_METADATA))
        .setRecordAt(Instant.ofEpochMilli(at).minus(FAR_TOO_OLD))
        .build();
  }

  private static Probe journey(long at, long turn) {
    long departing = turn + TRAVELLERS_APART;
    String eventId = "abroad-" + turn;
    return new Probe(
        List.of(event(at, login("home-" + departing, at, departing, 13, HOME))),
        event(at, login(eventId, at, turn, 14, ABROAD)),
        eventId);
  }

  private static LoginEvent login(String eventId, long at, long traveller, int network, Geo geo) {
    return LoginEvent.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(Instant.ofEpochMilli(at))
        .setAction(LoginAction.LOGIN)
        .setOutcome(LoginOutcome.SUCCESS)
        .setAccountId("traveller-" + traveller)
        .setIp(address(network, traveller))
        .setAsn(SOME_OPERATOR + network)
        .setDeviceId("device-" + network + "-" + traveller)
        .setMethod(LoginMethod.PASSWORD)
        .setGeo(geo)
        .build();
  }

  /** One for each number, in a network. */
  private static String address(int network, long number) {
    return "%d.%d.%d.%d".formatted(network, number >> 16 & 0xFF, number >> 8 & 0xFF, number & 0xFF);
  }
}
