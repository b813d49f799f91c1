package io.leakwatch.workbench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.workbench.CommandRun;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Short runs; {@code ./leakwatch soak} has long ones. */
@TestInstance(Lifecycle.PER_CLASS)
class SoakTest {

  private static final long SEED = 8;
  private static final long EVENTS = 20_000;

  private SoakOutcome undisturbed;
  private Set<String> found;

  @BeforeAll
  void lookWhatIsFoundUndisturbed() throws Exception {
    undisturbed = run(new SoakPlan(SEED, EVENTS, 0, 0), 0);
    found = undisturbed.found();
    assertThat(found).hasSizeGreaterThan(30);
  }

  private static SoakOutcome run(SoakPlan plan, int megabytes) throws Exception {
    return new SoakRun(plan, megabytes, words -> {}).run();
  }

  @Test
  void garbageDoesNoHarm() throws Exception {
    SoakOutcome run = run(new SoakPlan(SEED, EVENTS, 0.1, 0), 256);

    List<Promise> promises = Promise.of(run, 256, found);
    assertThat(promises).allMatch(Promise::holds);
    assertThat(run.fates()).as("there is all of it").containsOnlyKeys(Fate.values());
    assertThat(SoakReport.lines(run, promises))
        .anyMatch(line -> line.startsWith("each record ends where it has to "))
        .last()
        .asString()
        .endsWith(" s, no restart");
  }

  @Test
  void aFloodOfIdsHidesNoAttack() throws Exception {
    // Less than it takes, by more than the machine's load can change.
    int megabytes = 8;
    SoakOutcome run = run(new SoakPlan(SEED, EVENTS, 0, 6 * EVENTS), megabytes);

    assertThat(Promise.of(run, megabytes, found)).allMatch(Promise::holds);
    assertThat(run.gaps()).contains("memory_full");
    assertThat(run.count("forgotten_early")).isGreaterThan(10_000);
  }

  @Test
  void aPromiseThatIsNotKeptIsSaid() {
    assertThat(Promise.of(undisturbed, 256, Set.of("an attack that was never made")))
        .filteredOn(promise -> !promise.holds())
        .extracting(Promise::seen)
        .containsExactly("0 of 1, not an attack that was never made");
  }

  @Test
  void wrongCallsAreRefusedInWords() {
    CommandRun count = CommandRun.of("soak", "--events", "ten");
    assertThat(count.status()).isEqualTo(2);
    assertThat(count.err()).contains("'ten' is no count; write it like 200000, 200k or 10M");

    CommandRun share = CommandRun.of("soak", "--garbage", "60%");
    assertThat(share.status()).isEqualTo(2);
    assertThat(share.err()).contains("'60%' is no share of 0 to 50 %");

    CommandRun few = CommandRun.of("soak", "--events", "100");
    assertThat(few.status()).isEqualTo(2);
    assertThat(few.err()).contains("--events must be 20k or more");
  }
}
