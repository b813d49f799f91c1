package io.leakwatch.console.handover;

import static io.leakwatch.console.handover.SomeAlerts.alert;
import static io.leakwatch.console.handover.SomeAlerts.closed;
import static io.leakwatch.console.handover.SomeAlerts.rule;
import static io.leakwatch.console.handover.SomeAlerts.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.console.config.WebhookOptions;
import io.leakwatch.console.config.WebhookRule;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which revisions are handed over, and in which words. */
class ChoiceTest {

  private static final WebhookRule RULE = rule("night", "https://siem.example.org/in");

  private static Alert shadow(Alert alert) {
    return Alert.newBuilder(alert).setMode(AlertMode.SHADOW).build();
  }

  @Test
  void theFirstThatFitsAndThenOnlyWhatIsWorse() {
    Choice choice = new Choice(RULE);

    assertThat(choice.takes(alert("a", 1, Severity.MEDIUM))).as("too low").isFalse();
    assertThat(choice.takes(alert("a", 2, Severity.HIGH))).as("now high").isTrue();
    assertThat(choice.takes(alert("a", 3, Severity.HIGH))).as("as before").isFalse();
    assertThat(choice.takes(alert("b", 1, Severity.HIGH))).as("another").isTrue();
    assertThat(choice.takes(alert("a", 4, Severity.CRITICAL))).as("worse").isTrue();
    assertThat(choice.takes(alert("a", 5, Severity.HIGH))).as("better").isFalse();
    assertThat(choice.takes(alert("a", 6, Severity.CRITICAL))).as("as bad again").isFalse();
    assertThat(choice.takes(closed("a", 7, Severity.CRITICAL))).as("quiet").isFalse();
  }

  @Test
  void whatIsOnTrialOrSuppressedIsNotHandedOverUntilItAsksForAction() {
    Choice choice = new Choice(RULE);

    assertThat(choice.takes(shadow(alert("a", 1, Severity.CRITICAL)))).isFalse();
    assertThat(choice.takes(alert("a", 2, Severity.HIGH))).isTrue();
  }

  @Test
  void whatRevisionsATopicHasLostCannotHideAnAlert() {
    assertThat(new Choice(RULE).takes(closed("a", 9, Severity.HIGH))).isTrue();
  }

  @Test
  void everyPartOfARuleLeavesOut() {
    Alert high = alert("a", 1, Severity.HIGH);

    assertThat(takes(WebhookOptions.DETECTORS, List.of("mass-scraping"), high)).isFalse();
    assertThat(takes(WebhookOptions.DETECTORS, List.of("credential-stuffing"), high)).isTrue();
    assertThat(takes(WebhookOptions.SUBJECT_TYPE, "account", high)).isFalse();
    assertThat(takes(WebhookOptions.SUBJECT_TYPE, "address", high)).isTrue();
    assertThat(takes(WebhookOptions.SUBJECT, "203.0.113.*", high)).isTrue();
    assertThat(takes(WebhookOptions.SUBJECT, "203.0.114.*", high)).isFalse();
    assertThat(takes(WebhookOptions.MIN_RISK, 60, high)).isTrue();
    assertThat(takes(WebhookOptions.MIN_RISK, 61, high)).isFalse();
    assertThat(takes(WebhookOptions.SEVERITY, "critical", high)).isFalse();
  }

  private static <T> boolean takes(
      io.leakwatch.detection.option.Option<T> option, T value, Alert alert) {
    return new Choice(with(RULE, option, value)).takes(alert);
  }

  @Test
  void theSignatureIsThatOfStandardWebhooks() {
    Message message = new Message("msg_p5jXN8AQM9LWM0D4loKWxJek", "{\"test\": 2432232314}");

    assertThat(new Signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").of(message, 1614265330))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void theGenericMessageHoldsTheWholeAlert() throws Exception {
    Message message =
        Message.of(RULE, alert("8f2e", 3, Severity.HIGH), "https://console.example.org/");
    JsonNode body = new ObjectMapper().readTree(message.body());

    assertThat(message.key()).isEqualTo("8f2e:3:night");
    assertThat(body.path("type").asText()).isEqualTo("leakwatch.alert");
    assertThat(body.path("key").asText()).isEqualTo("8f2e:3:night");
    assertThat(body.path("rule").asText()).isEqualTo("night");
    assertThat(body.path("link").asText()).isEqualTo("https://console.example.org/#/alert/8f2e");
    assertThat(body.path("alert").path("subject").path("id").asText()).isEqualTo("203.0.113.7");
    assertThat(body.path("alert").path("closed_at").isNull()).isTrue();
    assertThat(Message.of(RULE, alert("8f2e", 3, Severity.HIGH), "").body())
        .contains("\"link\":null");
  }

  @Test
  void inSlackAnIdStaysText() throws Exception {
    Alert alert =
        Alert.newBuilder(alert("8f2e", 1, Severity.HIGH))
            .setTitle("Failures of <!channel> & <https://evil.example|click> @here `x` *b* \u202e")
            .setSummary("x".repeat(100_000))
            .build();
    Message message = Message.of(with(RULE, WebhookOptions.FORMAT, "slack"), alert, "");
    String text = new ObjectMapper().readTree(message.body()).path("text").asText();

    assertThat(text)
        .startsWith("*[high]* Failures of &lt;!channel&gt; &amp; &lt;https:")
        .doesNotContain("<", "`", "https://", "@here", "\u202e", "*b*")
        .hasSizeLessThan(1_500);
  }
}
