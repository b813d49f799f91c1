package io.leakwatch.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.option.Settings;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.local.kafka.EventProducer;
import io.leakwatch.local.kafka.TopicContents;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.RuntimeOptions;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.DeadLetter;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.avro.message.BinaryMessageDecoder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Producers whose clock is an hour ahead, in what is caught up with and in what comes now. */
class WrongClockTest {

  private static final Duration AHEAD = Duration.ofMinutes(59);
  private static final String ATTACKER = "203.0.113.7";
  private static final String LOGINS = EventKind.LOGIN.topic();
  private static final int BACKLOG = 3_000;
  private static final int WRONG_IN_BACKLOG = 300;
  private static final int WRONG_NOW = 20;
  private static final int FAILURES = 40;

  private int events;

  @BeforeAll
  static void letAvroMakeOurClasses() {
    TrustedSchemas.trust();
  }

  /** Its record claims the same time: only the producer's clock says when it was sent. */
  private void login(EventProducer producer, Instant at, String ip, LoginOutcome outcome) {
    String account = "u" + events;
    LoginEvent event =
        LoginEvent.newBuilder()
            .setEventId("e" + events++)
            .setOccurredAt(at)
            .setAction(LoginAction.LOGIN)
            .setOutcome(outcome)
            .setFailureReason(outcome == LoginOutcome.FAILURE ? FailureReason.BAD_CREDENTIAL : null)
            .setAccountId(account)
            .setIp(ip)
            .build();
    producer.send(LOGINS, account, at.toEpochMilli(), event);
  }

  private void backlog(EventProducer producer, Instant from) {
    for (int i = 0; i < BACKLOG; i++) {
      Instant at = from.plusSeconds(i);
      login(producer, at, "2001:db8:" + Integer.toHexString(i) + "::1", LoginOutcome.SUCCESS);
      if (i % (BACKLOG / WRONG_IN_BACKLOG) == 0 && i > 0) {
        login(producer, at.plus(AHEAD), "2001:db8::1", LoginOutcome.SUCCESS);
      }
    }
  }

  private static JobConfig config(EmbeddedKafka kafka) {
    return new JobConfig(
        JobOptions.defaults().with(JobOptions.IDLE_AFTER, Duration.ofSeconds(2)),
        KafkaOptions.of(kafka.bootstrapServers())
            .withoutDecisions()
            .with(KafkaOptions.DELIVERY, "at-least-once")
            .with(KafkaOptions.API_TOPIC, "")
            .with(KafkaOptions.DM_TOPIC, ""),
        new RuntimeOptions(Settings.defaults(RuntimeOptions.ALL)));
  }

  @Test
  void aClockThatIsAheadMakesNobodyElseLateAndHidesNoAttack() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      List.of(LOGINS, "alerts", "dead-letters")
          .forEach(
              topic -> kafka.createTopic(topic, 1, Map.of("message.timestamp.type", "CreateTime")));
      try (EventProducer producer = new EventProducer(kafka.bootstrapServers())) {
        Instant now = Clock.systemUTC().instant();
        backlog(producer, now.minus(Duration.ofHours(3)));
        producer.flush();
        try (LocalJob job = LocalJob.start(config(kafka), "none")) {
          await(job, () -> job.counters().get("received") >= BACKLOG + WRONG_IN_BACKLOG - 1);
          attackedWhileAClockIsAhead(producer);
          await(job, () -> job.counters().get("received") == events);
          await(job, () -> isAttackFound(kafka));

          assertThat(job.counters().get("late")).isZero();
          assertThat(job.counters().get("dead_lettered"))
              .isEqualTo(WRONG_IN_BACKLOG - 1 + WRONG_NOW);
          assertThat(read(kafka, "dead-letters", DeadLetter.getDecoder()))
              .allMatch(letter -> letter.getReason().equals("ahead-of-time"))
              .anyMatch(letter -> letter.getDetail().contains("most records around it"))
              .anyMatch(
                  letter -> letter.getDetail().contains("the clock of the machine that read it"));
        }
      }
    }
  }

  private void attackedWhileAClockIsAhead(EventProducer producer) {
    Instant now = Clock.systemUTC().instant();
    for (int i = 0; i < WRONG_NOW; i++) {
      login(producer, now.plus(AHEAD).plusMillis(i), "2001:db8::1", LoginOutcome.SUCCESS);
    }
    for (int i = 0; i < FAILURES; i++) {
      login(producer, now.plusMillis(10L * i), ATTACKER, LoginOutcome.FAILURE);
    }
    producer.flush();
  }

  private static void await(LocalJob job, BooleanSupplier condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              job.checkAlive();
              return condition.getAsBoolean();
            });
  }

  private static boolean isAttackFound(EmbeddedKafka kafka) {
    return read(kafka, "alerts", Alert.getDecoder()).stream()
        .anyMatch(alert -> alert.getSubject().getId().equals(ATTACKER));
  }

  private static <T> List<T> read(
      EmbeddedKafka kafka, String topic, BinaryMessageDecoder<T> decoder) {
    List<T> values = new ArrayList<>();
    TopicContents.read(
        KafkaOptions.of(kafka.bootstrapServers()).withoutDecisions(),
        topic,
        each -> {
          try {
            values.add(decoder.decode(each.value()));
          } catch (IOException fault) {
            throw new UncheckedIOException(fault);
          }
        });
    return values;
  }
}
