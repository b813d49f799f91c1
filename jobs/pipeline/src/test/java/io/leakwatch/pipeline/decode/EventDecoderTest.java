package io.leakwatch.pipeline.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.DeadLetter;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderTest {

  private static final long ARRIVED = 1_700_000_000_000L;
  private static final long MAX_AHEAD = 300_000;
  private static final int HEADER = 10;

  private final EventDecoder decoder = new EventDecoder(EventKind.LOGIN, List.of(), MAX_AHEAD);
  private final OrdinaryEvents ordinary =
      new OrdinaryEvents(EventKind.LOGIN, MAX_AHEAD, false, AccountNames.USUAL);

  private static DeadLetter letter(Arrival arrival) {
    return ((Arrival.Refused) arrival).letter();
  }

  private Arrival decode(byte[] value) {
    return decoder.decode(new Arrival.Origin("logins", 1, 7, ARRIVED), null, value);
  }

  private static byte[] login(long at) throws IOException {
    return LoginEvent.getEncoder()
        .encode(
            LoginEvent.newBuilder()
                .setEventId("e")
                .setOccurredAt(Instant.ofEpochMilli(at))
                .setAction(LoginAction.LOGIN)
                .setOutcome(LoginOutcome.SUCCESS)
                .setAccountId("ada")
                .build())
        .array();
  }

  @Property
  void garbageIsADeadLetterAndNeverAnException(@ForAll byte[] garbage) {
    Arrival arrival = decode(garbage);

    assertThat(arrival).isInstanceOf(Arrival.Refused.class);
    assertThat(letter(arrival).getReason()).isIn("undecodable", "unknown-schema");
  }

  @Property
  void garbageBehindARightHeaderNeverThrows(@ForAll byte[] garbage) throws IOException {
    byte[] bytes = Arrays.copyOf(login(ARRIVED), HEADER + garbage.length);
    System.arraycopy(garbage, 0, bytes, HEADER, garbage.length);

    Arrival arrival = decode(bytes);

    assertThat(arrival).isInstanceOfAny(Arrival.Refused.class, Arrival.Unchecked.class);
  }

  @Property
  void aCutRecordIsADeadLetter(@ForAll @IntRange(max = 40) int length) throws IOException {
    byte[] whole = login(ARRIVED);
    byte[] cut = Arrays.copyOf(whole, Math.min(length, whole.length - 1));

    assertThat(letter(decode(cut)).getReason()).isEqualTo("undecodable");
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 28, 1L << 30, Integer.MAX_VALUE - 8, Integer.MAX_VALUE, -1, 1L << 40})
  void aTextThatClaimsToBeHugeIsADeadLetterAndTakesNoMemory(long claimed) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(login(ARRIVED), 0, HEADER);
    BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
    out.writeLong(claimed);
    out.flush();

    assertThat(letter(decode(bytes.toByteArray())).getReason()).isEqualTo("undecodable");
  }

  @Test
  void aRecordWithoutAValueIsADeadLetter() {
    assertThat(letter(decode(null)).getDetail()).isEqualTo("the record has no value");
  }

  @Property
  void anEventIsRefusedExactlyWhenItIsTooFarAhead(
      @ForAll @LongRange(min = 0, max = 2_000_000) long ahead) throws IOException {
    Arrival arrival = decode(login(ARRIVED + ahead));

    assertThat(arrival instanceof Arrival.Refused).isEqualTo(ahead > MAX_AHEAD);
    if (ahead > MAX_AHEAD) {
      assertThat(letter(arrival).getReason()).isEqualTo("ahead-of-time");
      assertThat(letter(arrival).getDetail()).contains("time.max-ahead");
      assertThat(arrival.at()).isEqualTo(ARRIVED);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, ARRIVED, PossibleTimes.LATEST, Long.MAX_VALUE})
  void anEventFromAnImpossibleTimeIsRefusedWhateverItsRecordsTimestamp(long timestamp)
      throws IOException {
    List<Long> impossible =
        List.of(
            Long.MIN_VALUE,
            Long.MIN_VALUE + 200,
            -1L,
            0L,
            PossibleTimes.EARLIEST - 1,
            PossibleTimes.LATEST + 1,
            Long.MAX_VALUE);
    for (long at : impossible) {
      Arrival.Origin origin = new Arrival.Origin("logins", 0, 0, timestamp);
      Arrival arrival = decoder.decode(origin, null, login(at));

      assertThat(arrival).isInstanceOf(Arrival.Refused.class);
      assertThat(arrival.at()).as("what a watermark would see").isEqualTo(timestamp);
      assertThat(letter(arrival).getReason()).isEqualTo("invalid-value");
      assertThat(letter(arrival).getDetail())
          .startsWith("occurred_at is " + at)
          .endsWith(", expected milliseconds since 1970, 2000 to 2100");
      assertThat(ordinary.read(login(at), timestamp)).isNull();
    }
  }

  @Test
  void theFirstAndTheLastPossibleTimeAreTaken() throws IOException {
    for (long at : List.of(PossibleTimes.EARLIEST, PossibleTimes.LATEST)) {
      Arrival.Origin origin = new Arrival.Origin("logins", 0, 0, at);

      assertThat(decoder.decode(origin, null, login(at)).at()).isEqualTo(at);
      assertThat(ordinary.read(login(at), at).at()).isEqualTo(at);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1785542400, seconds",
    "1785542400000000, microseconds",
    "1785542400000000000, nanoseconds"
  })
  void aTimeInAnotherUnitIsRefusedWithTheUnitThatItReadsAs(long at, String unit)
      throws IOException {
    assertThat(letter(decode(login(at))).getDetail())
        .isEqualTo(
            "occurred_at is %d, which reads as %s, expected milliseconds since 1970, 2000 to 2100"
                .formatted(at, unit));
  }
}
