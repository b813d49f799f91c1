package io.leakwatch.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.formats.SourceFormat;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class KafkaEventsTest {

  static {
    TrustedSchemas.trust();
  }

  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final List<Arrival> arrivals = new ArrayList<>();

  private static KafkaEvents events() {
    KafkaEvents events =
        new KafkaEvents(
            SourceFormat.of(EventKind.LOGIN, SourceFormat.Encoding.AVRO, List.of()),
            Duration.ofMinutes(5).toMillis(),
            false,
            AccountNames.USUAL,
            new Properties(),
            Clock.fixed(NOW, ZoneOffset.UTC));
    events.open(new Context());
    return events;
  }

  private static final class Context implements InitializationContext {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return SimpleUserCodeClassLoader.create(KafkaEventsTest.class.getClassLoader());
    }
  }

  private Arrival read(Instant occurredAt, TimestampType type, Instant timestamp)
      throws IOException {
    var bytes =
        LoginEvent.getEncoder()
            .encode(
                LoginEvent.newBuilder()
                    .setEventId("e1")
                    .setOccurredAt(occurredAt)
                    .setAction(LoginAction.LOGIN)
                    .setOutcome(LoginOutcome.SUCCESS)
                    .setAccountId("ada")
                    .build());
    byte[] value = new byte[bytes.remaining()];
    bytes.get(value);
    events()
        .deserialize(
            new ConsumerRecord<>(
                "logins",
                0,
                7,
                timestamp.toEpochMilli(),
                type,
                0,
                value.length,
                null,
                value,
                new RecordHeaders(),
                Optional.empty()),
            new Collector<>() {
              @Override
              public void collect(Arrival arrival) {
                arrivals.add(arrival);
              }

              @Override
              public void close() {}
            });
    return arrivals.get(0);
  }

  private static String detail(Arrival arrival) {
    return ((Arrival.Refused) arrival).letter().getDetail();
  }

  @Test
  void anEventAheadOfTheBrokersClockIsRefused() throws Exception {
    Arrival arrival = read(NOW, TimestampType.LOG_APPEND_TIME, NOW.minus(HOUR));

    assertThat(detail(arrival))
        .isEqualTo(
            "occurred_at is 3600 s ahead of the time at which the broker appended it; at most 300 s"
                + " are allowed (time.max-ahead)");
  }

  @Test
  void whatTheBrokersClockBearsOutIsBelievedAtOnceWhateverOurClockSays() throws Exception {
    Arrival arrival = read(NOW.plus(HOUR), TimestampType.LOG_APPEND_TIME, NOW.plus(HOUR));

    assertThat(arrival).isInstanceOf(Arrival.Checked.class);
    assertThat(arrival.origin().time().newest()).isEqualTo(NOW.plus(HOUR).toEpochMilli());
  }

  @Test
  void anEventAheadOfOurClockIsRefusedThoughItsRecordClaimsTheSame() throws Exception {
    Arrival arrival = read(NOW.plus(HOUR), TimestampType.CREATE_TIME, NOW.plus(HOUR));

    assertThat(detail(arrival))
        .isEqualTo(
            "occurred_at is 3600 s ahead of the clock of the machine that read it; at most 300 s are"
                + " allowed (time.max-ahead)");
    assertThat(arrival.origin().time().newest()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void whatIsReadLaterWaitsUntilMoreWasReadAndKeepsItsBytes() throws Exception {
    Arrival arrival = read(NOW.minus(HOUR), TimestampType.CREATE_TIME, NOW.minus(HOUR));

    assertThat(arrival).isInstanceOf(Arrival.Suspected.class);
    assertThat(((Arrival.Suspected) arrival).value()).isNotEmpty();
    assertThat(arrival.origin().time().newest()).isEqualTo(Long.MIN_VALUE);
  }
}
