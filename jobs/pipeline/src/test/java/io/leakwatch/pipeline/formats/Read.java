package io.leakwatch.pipeline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.RawRecord;
import io.leakwatch.pipeline.decode.Received;
import io.leakwatch.schemas.DeadLetter;
import io.leakwatch.schemas.LoginEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Records as a format reads them. */
final class Read {

  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  static final long MAX_AHEAD = Duration.ofMinutes(5).toMillis();

  private final EventFormat format;

  Read(EventFormat format) {
    this.format = format;
  }

  Arrival of(byte[] value) {
    return of(value, Map.of());
  }

  Arrival of(byte[] value, Map<String, String> headers) {
    return format.read(
        new RawRecord(
            new Arrival.Origin("logins", 3, 17, NOON.toEpochMilli()),
            "ada".getBytes(StandardCharsets.UTF_8),
            value,
            name -> bytes(headers.get(name))),
        Received.byBroker(NOON.toEpochMilli()));
  }

  private static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  LoginEvent login(String json) {
    return login(of(json.getBytes(StandardCharsets.UTF_8)));
  }

  static LoginEvent login(Arrival arrival) {
    assertThat(arrival).isInstanceOf(Arrival.Unchecked.class);
    return (LoginEvent) ((Arrival.Unchecked) arrival).event();
  }

  DeadLetter letter(String json) {
    return letter(of(json.getBytes(StandardCharsets.UTF_8)));
  }

  static DeadLetter letter(Arrival arrival) {
    assertThat(arrival).isInstanceOf(Arrival.Refused.class);
    return ((Arrival.Refused) arrival).letter();
  }
}
