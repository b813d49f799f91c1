package io.leakwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BreakInTest {

  private static final Entity ADDRESS = new Entity(SubjectType.ADDRESS, "203.0.113.7");

  private final BreakIn breakIn = new BreakIn("spread", "opened", Duration.ofHours(3));
  private final Signal attack = Signal.of("some-detector", "spread", ADDRESS).at(1).build();
  private final Signal opened = breakIn.opened("some-detector", ADDRESS, login()).build();

  private static Login login() {
    return new Login(
        "e7",
        2,
        LoginAction.LOGIN,
        LoginOutcome.SUCCESS,
        null,
        "ada",
        "203.0.113.7",
        0,
        null,
        null,
        null,
        LoginMethod.PASSWORD,
        false,
        null);
  }

  private Optional<String> title(Match match) {
    return breakIn.finding(match, of("attack"), of("opened")).map(Finding::title);
  }

  private static Function<Match, Finding> of(String title) {
    return match -> Finding.of(match, Severity.MEDIUM, 50, title, "", List.of());
  }

  @Test
  void anAttackRaisesAnAlertByItselfAndAnOpenedAccountOnlyAfterIt() {
    assertThat(title(Match.of(attack))).contains("attack");
    assertThat(title(Match.of(opened))).isEmpty();
    assertThat(
            title(
                new Match("some-detector", ADDRESS, "spread-then-opened", List.of(attack, opened))))
        .contains("opened");
  }

  @Test
  void theSequenceIsNamedForBothAndLastsAsLongAsItMay() {
    Sequence sequence = breakIn.sequences().get(0);

    assertThat(sequence.name()).isEqualTo("spread-then-opened");
    assertThat(sequence.within()).isEqualTo(Duration.ofHours(3));
  }

  @Test
  void theAccountOfTheLoginIsTheOneEntered() {
    assertThat(opened.at()).isEqualTo(2);
    assertThat(opened.eventIds()).containsExactly("e7");
    assertThat(opened.accounts()).containsExactly("ada");
    assertThat(opened.entered()).containsExactly("ada");
  }
}
