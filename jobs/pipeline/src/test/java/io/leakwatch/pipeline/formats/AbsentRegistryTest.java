package io.leakwatch.pipeline.formats;

import static io.leakwatch.pipeline.formats.FramedEvents.ENDLESS;
import static io.leakwatch.pipeline.formats.FramedEvents.HASTY;
import static io.leakwatch.pipeline.formats.FramedEvents.OWN;
import static io.leakwatch.pipeline.formats.FramedEvents.event;
import static io.leakwatch.pipeline.formats.FramedEvents.framed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.pipeline.registry.RegistryAccess;
import io.leakwatch.pipeline.registry.SchemaIds;
import io.leakwatch.pipeline.registry.SmallRegistry;
import io.leakwatch.schemas.LoginEvent;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry that does not answer costs time, and no event. */
class AbsentRegistryTest {

  private SmallRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new SmallRegistry();
    registry.put(17, "logins-value", 1, OWN.toString(), "");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private EventFormat format(SchemaIds.Patience patience) {
    return FramedEvents.format(registry.access(), patience);
  }

  @Test
  void aRegistryThatIsDownOrFailsIsWaitedForAndNothingIsLost() throws Exception {
    Read read = new Read(format(ENDLESS));
    CompletableFuture<LoginEvent> event =
        CompletableFuture.supplyAsync(() -> Read.login(read.of(framed(17))));
    assertThatThrownBy(() -> event.get(100, TimeUnit.MILLISECONDS))
        .as("nobody listens")
        .isInstanceOf(TimeoutException.class);
    registry.failWith(503);
    registry.start();
    Awaitility.await().until(() -> registry.asked().size() > 2);
    registry.want("Bearer t");
    registry.failWith(0);
    int before = registry.asked().size();
    Awaitility.await().until(() -> registry.asked().size() > before + 2);
    assertThat(event).isNotDone();

    registry.want(null);

    assertThat(event.get(10, TimeUnit.SECONDS)).isEqualTo(event());
  }

  @Test
  void aServerThatIsNoRegistryMakesNoDeadLetters() throws IOException {
    registry.speakAsARegistry(false);
    registry.start();

    assertThatThrownBy(() -> new Read(format(HASTY)).of(framed(17)))
        .isInstanceOf(SchemaIds.NotWaitedFor.class)
        .hasMessageContaining(
            "has no schema registry at this path (status 404); Apicurio's is at /apis/ccompat/v7");
  }

  @Test
  void whoMayNotAskIsSaidSoWithoutAnySecret() throws IOException {
    registry.want("Basic bGVhazpzM2NyZXQ=");
    registry.start();
    RegistryAccess right = new RegistryAccess(registry.url() + "/", "leak", "s3cret", "");
    RegistryAccess wrong = new RegistryAccess(registry.url(), "leak", "hunter2", "");

    assertThat(Read.login(new Read(FramedEvents.format(right, HASTY)).of(framed(17))))
        .isEqualTo(event());
    assertThatThrownBy(() -> new Read(FramedEvents.format(wrong, HASTY)).of(framed(17)))
        .isInstanceOf(SchemaIds.NotWaitedFor.class)
        .hasMessageContaining("does not let the job in (status 401)")
        .hasMessageNotContaining("hunter2");
    assertThat(wrong.toString()).doesNotContain("hunter2", "leak");
    registry.want("Bearer t0ken");
    assertThat(
            Read.login(
                new Read(
                        FramedEvents.format(
                            new RegistryAccess(registry.url(), "", "", "t0ken"), HASTY))
                    .of(framed(17))))
        .isEqualTo(event());
  }

  @Test
  void whoWaitsCanBeInterrupted() throws Exception {
    AtomicReference<Throwable> end = new AtomicReference<>();
    EventFormat format = format(ENDLESS);
    Thread task =
        new Thread(
            () -> {
              try {
                new Read(format).of(framed(17));
              } catch (SchemaIds.NotWaitedFor fault) {
                end.set(fault);
              }
            });
    task.start();
    Awaitility.await().until(() -> task.getState() == Thread.State.TIMED_WAITING);

    task.interrupt();
    task.join(10_000);

    assertThat(end.get()).hasMessageStartingWith("interrupted while the schema registry at ");
  }
}
