package io.leakwatch.detection.needs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssessmentTest {

  private static final Needs SESSIONS =
      Needs.NONE
          .needs("Nothing is seen.", Field.LOGIN_SESSION, Field.API_SESSION)
          .betterWith("Calls stay unseen.", Field.API_SESSION);

  private final Map<String, Long> counts = new HashMap<>();

  private AssessmentTest with(String path, long count) {
    counts.put(path, count);
    return this;
  }

  private Assessment of(Needs needs) {
    return Assessment.of(needs, Tallies.of(counts));
  }

  private static List<String> words(Assessment assessment) {
    return assessment.lacks().stream().map(Lack::words).toList();
  }

  @Test
  void oneOfSeveralWillDoAndTheOtherIsStillMissed() {
    with("login-events", 300).with("login-events.session_id", 200).with("api-events", 1_204_118);

    Assessment half = of(SESSIONS);

    assertThat(half.sight()).isEqualTo(Sight.HALF_BLIND);
    assertThat(words(half)).containsExactly("0 of 1,204,118 API calls carry a session");
  }

  @Test
  void withoutAnyItIsBlind() {
    with("login-events", 300).with("api-events", 1_000);

    Assessment blind = of(SESSIONS);

    assertThat(blind.sight()).isEqualTo(Sight.BLIND);
    assertThat(words(blind))
        .containsExactly(
            "0 of 300 login events carry a session, and 0 of 1,000 API calls carry a session",
            "0 of 1,000 API calls carry a session");
  }

  @Test
  void topicWithoutEventsIsCalledByItsName() {
    with("login-events", 300).with("login-events.session_id", 300);

    assertThat(words(of(SESSIONS))).containsExactly("there are no API calls");
  }

  @Test
  void fieldThatOneInTwentyCarriesIsThere() {
    with("login-events", 100).with("login-events.session_id", 100).with("api-events", 1_000);

    assertThat(with("api-events.session_id", 49).of(SESSIONS).sight()).isEqualTo(Sight.HALF_BLIND);
    assertThat(with("api-events.session_id", 50).of(SESSIONS).sight()).isEqualTo(Sight.SEES);
  }

  @Test
  void whatOnlyCallsCanSayIsAskedOfCallsAlone() {
    Needs calls = Needs.NONE.betterWith("Calls look unwanted.", Field.DM_ANSWERED);
    with("dm-metadata-events", 5_000);
    assertThat(of(calls).sight()).as("no calls at all").isEqualTo(Sight.SEES);

    with("dm-metadata-events.CALL_STARTED", 30).with("dm-metadata-events.CALL_ENDED", 20);
    assertThat(words(of(calls)))
        .containsExactly("0 of 50 records of calls carry whether it was answered");
  }

  @Test
  void defaultThatNobodyContradictsCountsOnceThereAreEnoughEvents() {
    Needs strangers = Needs.NONE.betterWith("No strangers.", Field.DM_KNOWN_CONTACT);
    with("dm-metadata-events", 99).with("dm-metadata-events.CALL_STARTED", 99);
    assertThat(of(strangers).sight()).isEqualTo(Sight.SEES);

    with("dm-metadata-events", 100).with("dm-metadata-events.CALL_STARTED", 100);
    assertThat(words(of(strangers)))
        .containsExactly("0 of 100 records of calls say known_contact: false");
    with("dm-metadata-events.known_contact", 1);
    assertThat(of(strangers).sight()).isEqualTo(Sight.SEES);
  }

  @Test
  void kindsOfEventsAreNamedTogether() {
    Needs changes = Needs.NONE.needs("Nothing.", Occurrence.EMAIL_CHANGE, Occurrence.MFA_DISABLE);
    with("login-events", 7);

    assertThat(words(of(changes)))
        .containsExactly(
            "0 of 7 login events are changes of an e-mail address and second factors switched off");
    assertThat(with("login-events.MFA_DISABLE", 1).of(changes).sight()).isEqualTo(Sight.SEES);
  }

  @Test
  void needIsASentenceAboutSomething() {
    assertThatThrownBy(() -> new Need(List.of(), "Nothing is seen."))
        .hasMessageContaining("one field or kind of event, or more");
    assertThatThrownBy(() -> new Need(List.of(Field.LOGIN_IP), "nothing"))
        .hasMessageContaining("should be a sentence");
  }

  @Test
  void countsArePutDownAndTakenUp() {
    with("login-events", 3).with("login-events.ip", 2).with("login-events.LOGOUT", 1);

    Map<String, Long> putDown = Tallies.of(counts).byPath();

    assertThat(putDown).containsAllEntriesOf(counts);
    assertThat(Tallies.of(putDown).byPath()).isEqualTo(putDown);
  }
}
