package io.leakwatch.detection.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StoryTest {

  private static final long T = 1_767_225_600_000L;
  private static final Duration LIFE = Duration.ofHours(3);
  private static final long MINUTE = 60_000;

  private static Login login(int number, long at) {
    return new Login(
        "e" + number + "-" + at,
        at,
        LoginAction.LOGIN,
        LoginOutcome.FAILURE,
        null,
        "u" + number,
        "203.0.113." + number % 7,
        64500,
        null,
        null,
        "s" + number % 3,
        LoginMethod.PASSWORD,
        false,
        null);
  }

  private static Story begun() {
    Story story = new Story(LIFE);
    story.begin(login(0, T), T - MINUTE, 15);
    story.touch("u0", T);
    return story;
  }

  @Test
  void beforeAnythingIsNoticedNothingIsCounted() {
    Story story = new Story(LIFE);
    story.count(login(1, T));
    story.touch("u1", T);

    assertThat(story.extent(T)).isEqualTo(Extent.NONE);
    assertThat(story.endsAt()).isEqualTo(StatePart.NEVER);
    assertThat(story.dueAt()).isEqualTo(StatePart.NEVER);
  }

  @Test
  void goesOnFromWhatTheWindowHeld() {
    Story story = begun();
    story.count(login(1, T + MINUTE));
    story.touch("u1", T + MINUTE);

    Extent extent = story.extent(T + MINUTE);
    assertThat(extent.events()).isEqualTo(16);
    assertThat(extent.accounts()).isEqualTo(2);
    assertThat(extent.since()).isEqualTo(T - MINUTE);
    assertThat(extent.last()).isEqualTo(T + MINUTE);
    assertThat(extent.sourceCount()).isEqualTo(2);
    assertThat(extent.sources().get(0))
        .isEqualTo(new Source("203.0.113.0", 64500, null, T - MINUTE, T, 15));
  }

  @Test
  void aReportIsDueOnceItGrew() {
    Story story = begun();
    assertThat(story.dueAt()).isEqualTo(StatePart.NEVER);
    story.count(login(1, T + 1));
    assertThat(story.dueAt()).isEqualTo(T + MINUTE);
    story.reported(T + MINUTE);
    assertThat(story.dueAt()).isEqualTo(StatePart.NEVER);
  }

  /** Who hears of it in the order of time would hear of it out of turn. */
  @Test
  void afterASilenceAReportIsDueNoEarlierThanWhatItReports() {
    Story story = begun();
    long later = T + LIFE.toMillis() / 2;
    story.count(login(1, later));

    assertThat(story.dueAt()).isEqualTo(later);
  }

  @Test
  void itGoesOnWhileSomethingCountsWithinItsLife() {
    Story story = begun();
    long pause = LIFE.toMillis() - MINUTE;
    for (int i = 1; i <= 20; i++) {
      story.count(login(i, T + i * pause));
      assertThat(story.dueAt()).isLessThan(T + (i + 1) * pause);
      story.reported(story.dueAt());
    }

    assertThat(story.extent(T + 20 * pause).events()).isEqualTo(35);
  }

  @Test
  void itIsOverOnceNothingWasReportedForItsLife() {
    Story story = begun();
    long later = T + LIFE.toMillis() + 1;
    story.count(login(1, later));

    assertThat(story.isOn(later)).isFalse();
    assertThat(story.extent(later)).isEqualTo(Extent.NONE);
    assertThat(story.endsAt()).isEqualTo(T + LIFE.toMillis());
  }

  /** However it goes on, and stored and read in between: no figure gets less, and all are right. */
  @Property(tries = 200)
  void nothingGetsLess(
      @ForAll @Size(min = 1, max = 80) List<@IntRange(min = 0, max = 60) Integer> steps)
      throws IOException {
    Story story = begun();
    Set<String> accounts = new HashSet<>(Set.of("u0"));
    Set<String> addresses = new HashSet<>(Set.of("203.0.113.0"));
    long at = T;
    Extent before = story.extent(at);
    for (int step : steps) {
      at += step * 1000L;
      Login login = login(step, at);
      story.count(login);
      story.touch(login.account(), at);
      accounts.add(login.account());
      addresses.add(login.address());
      story = step % 5 == 0 ? stored(story) : story;

      Extent now = story.extent(at);
      assertThat(now.events()).isEqualTo(before.events() + 1);
      assertThat(now.accounts()).isEqualTo(accounts.size());
      assertThat(now.sourceCount()).isEqualTo(addresses.size());
      assertThat(now.sources().stream().mapToLong(Source::events).sum()).isEqualTo(now.events());
      assertThat(before.and(now)).isEqualTo(now);
      before = now;
    }
  }

  private static Story stored(Story story) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    story.write(new DataOutputStream(bytes));
    Story read = new Story(LIFE);
    read.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    return read;
  }
}
