package io.leakwatch.pipeline.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.EventDecoder;
import io.leakwatch.pipeline.decode.OrdinaryEvents;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are refused, on the short way to an activity and on the long one. */
class FaultsTest {

  static {
    TrustedSchemas.trust();
  }

  private static final long T = 1_700_000_000_000L;
  private static final int MOST = Activity.MOST_LISTED;

  private final OrdinaryEvents shortWay =
      new OrdinaryEvents(EventKind.API, 0, false, AccountNames.USUAL);
  private final OrdinaryEvents shortWayOfMessages =
      new OrdinaryEvents(EventKind.DM_METADATA, 0, false, AccountNames.USUAL);
  private final EventDecoder longWay = new EventDecoder(EventKind.API, List.of(), 0);

  private static ApiEvent.Builder call() {
    return ApiEvent.newBuilder()
        .setEventId("e")
        .setOccurredAt(Instant.ofEpochMilli(T))
        .setHttpMethod("GET")
        .setEndpoint("/1.1/users/show")
        .setOperation(Operation.READ)
        .setResource(ResourceKind.PROFILE)
        .setStatus(200);
  }

  private static DmMetadataEvent read(List<DataClass> classes) {
    return DmMetadataEvent.newBuilder()
        .setEventId("e")
        .setOccurredAt(Instant.ofEpochMilli(T))
        .setKind(DmKind.METADATA_READ)
        .setActorId("ada")
        .setDataClasses(classes)
        .build();
  }

  /** Texts of the same length that differ in their last characters only. */
  private static List<String> scopes(int count) {
    return IntStream.range(0, count).mapToObj(i -> "https://api/%06d".formatted(i)).toList();
  }

  private static byte[] bytes(ApiEvent call) throws IOException {
    return ApiEvent.getEncoder().encode(call).array();
  }

  private String faultOf(byte[] bytes) {
    Arrival arrival = longWay.decode(new Arrival.Origin("api", 0, 0, T), null, bytes);
    return Faults.of(((Arrival.Unchecked) arrival).event());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "203.0.113", "203.0.113.7, 198.51.100.1", "fe80::1%eth0", "-"})
  void anAddressThatCannotBeReadIsADeadLetterThatNamesTheField(String ip) throws IOException {
    byte[] bytes = bytes(call().setIp(ip).build());

    assertThat(shortWay.read(bytes, T)).isNull();
    assertThat(faultOf(bytes))
        .isEqualTo("ip is '" + ip + "', expected an IPv4 or IPv6 address, or null");
  }

  @Test
  void noAddressIsNoFault() throws IOException {
    for (String ip : new String[] {null, "", "[2001:db8::1]:443", "2001:0:1:2:3:4:5:6"}) {
      byte[] bytes = bytes(call().setIp(ip).build());
      assertThat(shortWay.read(bytes, T)).isNotNull();
      assertThat(faultOf(bytes)).isNull();
    }
  }

  @Test
  void aCallOfNobodysIsOneWithoutAnAccountAndAMessageIsADeadLetter() throws IOException {
    byte[] call = bytes(call().setAccountId("Not Available").build());
    DmMetadataEvent message = read(List.of());
    message.put("actor_id", "Not Available");

    assertThat(shortWay.read(call, T).account()).isNull();
    assertThat(new Activities(null).of(call().setAccountId("(empty)").build()).account()).isNull();
    assertThat(faultOf(call)).isNull();
    assertThat(shortWayOfMessages.read(DmMetadataEvent.getEncoder().encode(message).array(), T))
        .isNull();
    assertThat(Faults.of(message))
        .isEqualTo(
            "actor_id is 'Not Available', which names nobody (accounts.nobody); expected a name");
  }

  @Test
  void asManyScopesAsTheWidestApisHaveAreAnOrdinaryCall() throws IOException {
    List<String> backwards = new ArrayList<>(scopes(MOST));
    Collections.reverse(backwards);
    byte[] bytes =
        bytes(call().setScopesRequired(scopes(MOST)).setScopesGranted(backwards).build());

    assertThat(((ApiCall) shortWay.read(bytes, T)).missingScopes()).isEmpty();
    assertThat(faultOf(bytes)).isNull();
  }

  @Test
  void scopesThatAreMissingAmongManyAreNamedInOrderAndOnce() {
    List<String> required = new ArrayList<>(scopes(MOST - 3));
    required.addAll(List.of("write", "read", "write"));

    Activity call =
        new Activities(null)
            .of(call().setScopesRequired(required).setScopesGranted(scopes(MOST)).build());

    assertThat(((ApiCall) call).missingScopes()).isEqualTo("read write");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 62_000})
  void moreScopesThanAnyApiHasAreADeadLetterThatNamesTheField(int tooMany) throws IOException {
    List<String> scopes = scopes(MOST + tooMany);
    byte[] required = bytes(call().setScopesRequired(scopes).build());
    byte[] granted = bytes(call().setScopesGranted(scopes).build());
    byte[] both = bytes(call().setScopesRequired(scopes).setScopesGranted(scopes).build());

    assertThat(shortWay.read(required, T)).isNull();
    assertThat(shortWay.read(granted, T)).isNull();
    assertThat(shortWay.read(both, T)).isNull();
    String entries = " is %d entries long, expected at most 1000".formatted(scopes.size());
    assertThat(faultOf(required)).isEqualTo("scopes_required" + entries);
    assertThat(faultOf(granted)).isEqualTo("scopes_granted" + entries);
    assertThat(faultOf(both)).isEqualTo("scopes_required" + entries);
  }

  @Test
  void aScopeLongerThanAnIdIsADeadLetterThatNamesItsPlace() throws IOException {
    byte[] longest = bytes(call().setScopesGranted(List.of("x", "x".repeat(512))).build());
    byte[] tooLong = bytes(call().setScopesGranted(List.of("x", "x".repeat(513))).build());

    assertThat(shortWay.read(longest, T)).isNotNull();
    assertThat(faultOf(longest)).isNull();
    assertThat(shortWay.read(tooLong, T)).isNull();
    assertThat(faultOf(tooLong))
        .isEqualTo("scopes_granted[1] is 513 characters long, expected at most 512");
  }

  @Test
  void moreDataClassesThanThatAreADeadLetterToo() throws IOException {
    List<DataClass> many = Collections.nCopies(MOST, DataClass.EMAIL);
    List<DataClass> tooMany = Collections.nCopies(MOST + 1, DataClass.EMAIL);
    String fault = "data_classes is 1001 entries long, expected at most 1000";

    assertThat(shortWay.read(bytes(call().setDataClasses(many).build()), T)).isNotNull();
    assertThat(shortWay.read(bytes(call().setDataClasses(tooMany).build()), T)).isNull();
    assertThat(Faults.of(call().setDataClasses(many).build())).isNull();
    assertThat(Faults.of(call().setDataClasses(tooMany).build())).isEqualTo(fault);
    byte[] message = DmMetadataEvent.getEncoder().encode(read(tooMany)).array();
    assertThat(shortWayOfMessages.read(message, T)).isNull();
    assertThat(Faults.of(read(many))).isNull();
    assertThat(Faults.of(read(tooMany))).isEqualTo(fault);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, 0, 946_684_799_999L, 4_102_444_800_001L, Long.MAX_VALUE})
  void aRecordFromAnImpossibleTimeIsADeadLetterToo(long madeAt) throws IOException {
    ApiEvent call = call().setOldestRecordAt(Instant.ofEpochMilli(madeAt)).build();
    DmMetadataEvent message =
        DmMetadataEvent.newBuilder(read(List.of()))
            .setRecordAt(Instant.ofEpochMilli(madeAt))
            .build();

    assertThat(shortWay.read(bytes(call), T)).isNull();
    assertThat(Faults.of(call)).startsWith("oldest_record_at is " + madeAt).endsWith("or null");
    assertThat(shortWayOfMessages.read(DmMetadataEvent.getEncoder().encode(message).array(), T))
        .isNull();
    assertThat(Faults.of(message)).startsWith("record_at is " + madeAt).endsWith("or null");
  }

  @ParameterizedTest
  @ValueSource(longs = {946_684_800_000L, T + 1, 4_102_444_800_000L})
  void aRecordFromAPossibleTimeIsTakenEvenFromTheFuture(long madeAt) throws IOException {
    ApiEvent call = call().setOldestRecordAt(Instant.ofEpochMilli(madeAt)).build();

    assertThat(Faults.of(call)).isNull();
    assertThat(((ApiCall) shortWay.read(bytes(call), T)).oldestRecordAt()).isEqualTo(madeAt);
  }
}
