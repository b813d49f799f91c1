package io.leakwatch.detection.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.schemas.CallRoute;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.Encryption;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastCallTest {

  private static final long T = 1_767_225_600_000L;
  private static final long SECOND = 1000;
  private static final long UNKNOWN = DmActivity.UNKNOWN;

  private final LastCall last = new LastCall(Duration.ofHours(8));

  private static DmActivity started(String peer, long seconds, Boolean answered, long duration) {
    return record(DmKind.CALL_STARTED, peer, seconds, answered, duration);
  }

  private static DmActivity ended(String peer, long seconds, Boolean answered, long duration) {
    return record(DmKind.CALL_ENDED, peer, seconds, answered, duration);
  }

  private static DmActivity record(
      DmKind kind, String peer, long seconds, Boolean answered, long duration) {
    return new DmActivity(
        kind + "-" + peer + "-" + seconds,
        T + seconds * SECOND,
        kind,
        "ada",
        peer,
        null,
        "app-7",
        "198.51.100.4",
        64500,
        2,
        true,
        false,
        DmActivity.UNKNOWN,
        Encryption.UNKNOWN,
        DataClasses.NONE,
        ApiCall.UNKNOWN_AGE,
        CallRoute.PEER_TO_PEER,
        false,
        answered,
        duration);
  }

  @Test
  void aStartThatSaysHowItWentIsACallAtOnce() {
    DmActivity start = started("ben", 0, false, 0);

    assertThat(last.take(start)).containsExactly(new Call(start, false, 0, UNKNOWN, false, false));
  }

  @Test
  void itsEndIsTheSameCall() {
    last.take(started("ben", 0, false, 0));
    DmActivity end = ended("ben", 40, true, 30_000);

    assertThat(last.take(end)).containsExactly(new Call(end, true, 30_000, 40_000, true, true));
  }

  @Test
  void itsEndIsNoCallIfItSaysNothing() {
    last.take(started("ben", 0, false, 0));

    assertThat(last.take(ended("ben", 40, null, UNKNOWN))).isEmpty();
  }

  @Test
  void aStartThatSaysNothingWaitsForItsEnd() {
    DmActivity end = ended("ben", 40, false, 0);

    assertThat(last.take(started("ben", 0, null, UNKNOWN))).isEmpty();
    assertThat(last.take(end)).containsExactly(new Call(end, false, 0, 40_000, true, false));
    assertThat(last.endsAt()).isEqualTo(StatePart.NEVER);
  }

  @Test
  void noTimeAtAllAtTheStartSaysNothing() {
    assertThat(last.take(started("ben", 0, null, 0))).isEmpty();
    assertThat(last.take(started("cem", 40, true, 0))).hasSize(1);
  }

  @Test
  void whatIsKnownMayStandOnBothRecords() {
    last.take(started("ben", 0, true, UNKNOWN));
    DmActivity end = ended("ben", 12, null, 4_000);

    assertThat(last.take(end)).containsExactly(new Call(end, true, 4_000, 12_000, true, false));
  }

  @Test
  void aCallWithoutEndIsOverWhenTheNextBegins() {
    last.take(started("ben", 0, null, UNKNOWN));

    List<Call> calls = last.take(started("cem", 70, null, UNKNOWN));

    assertThat(calls).hasSize(1);
    Call call = calls.get(0);
    assertThat(call.record().peer()).isEqualTo("ben");
    assertThat(call.record().at()).isEqualTo(T);
    assertThat(call.record().eventId()).isEqualTo("CALL_STARTED-ben-0");
    assertThat(call.record().address()).isEqualTo("198.51.100.4");
    assertThat(call.record().network()).isEqualTo(64500);
    assertThat(call.record().client()).isEqualTo("app-7");
    assertThat(call.ended()).isFalse();
    assertThat(call.answered()).isNull();
    assertThat(call.atMostMillis()).isEqualTo(70_000);
  }

  @Test
  void theNextCallMaySayAtItsStartHowItWent() {
    last.take(started("ben", 0, null, UNKNOWN));

    assertThat(last.take(started("cem", 70, false, 0)))
        .extracting(call -> call.record().peer())
        .containsExactly("ben", "cem");
  }

  @Test
  void theEndOfAnotherCallLeavesItOpen() {
    last.take(started("ben", 0, null, UNKNOWN));

    assertThat(last.take(ended("cem", 10, false, 0))).hasSize(1);
    assertThat(last.take(ended("ben", 20, false, 0)))
        .extracting(Call::atMostMillis)
        .containsExactly(20_000L);
  }

  @Test
  void anEndThatSaysNothingAndHasNoStartWaitsForTheNextRecord() {
    assertThat(last.take(ended("ben", 0, null, UNKNOWN))).isEmpty();
    assertThat(last.take(ended("cem", 50, null, UNKNOWN)))
        .extracting(call -> call.record().peer())
        .containsExactly("ben");
  }

  @Test
  void aStartIsForgottenAfterItsLife() {
    last.take(started("ben", 0, null, UNKNOWN));

    assertThat(last.take(started("cem", 8 * 3600 + 1, null, UNKNOWN))).isEmpty();
  }

  @Test
  void itIsStoredAndReadAgain() throws IOException {
    last.take(started("ben", 0, true, UNKNOWN));

    LastCall read = readAgain();

    DmActivity next = started("cem", 5, false, 0);
    assertThat(read.take(next)).isEqualTo(last.take(next));
    DmActivity end = ended("cem", 30, true, 20_000);
    assertThat(readAgain().take(end)).isEqualTo(last.take(end)).hasSize(1);
  }

  private LastCall readAgain() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    last.write(new DataOutputStream(bytes));
    LastCall read = new LastCall(Duration.ofHours(8));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    read.read(in);
    assertThat(in.available()).isZero();
    return read;
  }
}
