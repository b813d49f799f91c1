package io.leakwatch.detection.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.SessionUses.Return;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SessionUsesTest {

  private static final long NOW = 1_767_600_000_000L;
  private static final long SESSION = Hashes.of("session");
  private static final long FIREFOX = Hashes.of("Firefox");
  private static final long CHROME = Hashes.of("Chrome");
  private static final long LAPTOP = Hashes.of("laptop");
  private static final long OTHER_LAPTOP = Hashes.of("other laptop");
  private static final long UNTOLD = 0;
  private static final int HOME = 64_512;
  private static final int CARRIER = 64_640;
  private static final int HOSTING = 64_800;

  private final SessionUses uses = sessions();
  private long now = NOW;

  private static SessionUses sessions() {
    return new SessionUses(4, Duration.ofHours(3));
  }

  private Return use(long userAgent, long device, int network) {
    now += 60_000;
    return uses.use(SESSION, userAgent, device, network, now);
  }

  @Test
  void aSessionThatIsUsedHereThenThereThenHereAgainReturns() {
    assertThat(use(FIREFOX, LAPTOP, HOME)).isNull();
    assertThat(use(CHROME, UNTOLD, HOSTING)).isNull();
    assertThat(use(FIREFOX, UNTOLD, HOME))
        .isEqualTo(new Return(1, NOW + 120_000, HOME, HOSTING, false));
    assertThat(use(CHROME, UNTOLD, HOSTING))
        .isEqualTo(new Return(2, NOW + 120_000, HOSTING, HOME, false));
  }

  @Test
  void aPhoneThatMovesBetweenNetworksIsOneClient() {
    for (int i = 0; i < 10; i++) {
      assertThat(use(FIREFOX, i % 3 == 0 ? LAPTOP : UNTOLD, i % 2 == 0 ? HOME : CARRIER)).isNull();
    }
  }

  @Test
  void twoUserAgentsThatMoveTogetherAreInOnePlace() {
    use(FIREFOX, UNTOLD, HOME);
    use(CHROME, UNTOLD, HOME);
    use(CHROME, UNTOLD, CARRIER);
    assertThat(use(FIREFOX, UNTOLD, CARRIER)).isNull();
    assertThat(use(CHROME, UNTOLD, HOME)).isNull();
  }

  @Test
  void twoUserAgentsOfOneDeviceAreOneClient() {
    use(FIREFOX, LAPTOP, HOME);
    use(CHROME, LAPTOP, CARRIER);
    assertThat(use(FIREFOX, LAPTOP, HOME)).isNull();
  }

  @Test
  void twoDevicesThatSendTheSameAreTwoClients() {
    use(FIREFOX, LAPTOP, HOME);
    use(FIREFOX, UNTOLD, HOSTING); // it might be the laptop
    use(FIREFOX, OTHER_LAPTOP, HOSTING);
    assertThat(use(FIREFOX, LAPTOP, HOME).differentDevices()).isTrue();
    assertThat(use(FIREFOX, UNTOLD, HOSTING).returns()).isEqualTo(2);
    assertThat(use(FIREFOX, UNTOLD, CARRIER)).as("it might be either").isNull();
  }

  @Test
  void anOldPhoneAndTheNewOneThatIsSetUpBesideItAreInOnePlace() {
    use(FIREFOX, LAPTOP, HOME);
    use(CHROME, OTHER_LAPTOP, HOME);
    use(CHROME, OTHER_LAPTOP, CARRIER);
    assertThat(use(FIREFOX, LAPTOP, HOME)).isNull();
  }

  @Test
  void whatWasNotUsedForLongIsForgotten() {
    use(FIREFOX, LAPTOP, HOME);
    use(CHROME, UNTOLD, HOSTING);
    now += Duration.ofHours(4).toMillis();

    assertThat(use(FIREFOX, LAPTOP, HOME)).isNull();
    assertThat(uses.endsAt()).isEqualTo(now + Duration.ofHours(3).toMillis());
    assertThat(sessions().endsAt()).isEqualTo(StatePart.NEVER);
  }

  @Test
  void aSessionInOnePlaceTakesTwentyFiveBytes() {
    use(FIREFOX, LAPTOP, HOME);

    assertThat(Stored.bytes(uses)).hasSize(25);
  }

  @Property
  void itIsBoundedAndGivesTheSameAnswersOnceItWasStored(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 199) Integer> seen,
      @ForAll @Size(value = 10) List<@IntRange(min = 0, max = 199) Integer> then) {
    SessionUses written = sessions();
    long at = NOW;
    for (int each : seen) {
      at += 30_000;
      see(written, each, at);
    }

    SessionUses read = Stored.into(sessions(), written);

    assertThat(read.endsAt()).isEqualTo(written.endsAt());
    assertThat(Stored.bytes(written).length).isLessThanOrEqualTo(1 + 4 * (6 + 3 * 30));
    for (int each : then) {
      at += 30_000;
      assertThat(see(read, each, at)).isEqualTo(see(written, each, at));
    }
    assertThat(Stored.bytes(read)).isEqualTo(Stored.bytes(written));
  }

  private static Return see(SessionUses uses, int each, long at) {
    long session = Hashes.of("session " + each % 5);
    long device = each / 5 % 3 == 0 ? 0 : Hashes.of("device " + each / 5 % 3);
    return uses.use(session, Hashes.of("agent " + each / 15 % 4), device, 1 + each / 40, at);
  }
}
