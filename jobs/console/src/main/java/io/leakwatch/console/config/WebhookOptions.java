package io.leakwatch.console.config;

import io.leakwatch.detection.option.Option;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What may be set about a webhook: {@code console.webhooks.NAME.} and one of these. */
public final class WebhookOptions {

  public static final Option<String> URL =
      Option.text("url", "")
          .because(
              "Where alerts are sent, http or https. It must be given, and is never shown: some hold"
                  + " a secret. Redirects are not followed.");
  public static final Option<String> FORMAT =
      Option.oneOf("format", "generic", List.of("generic", "slack"))
          .because(
              "generic: the alert as JSON. slack: a text, as Slack's incoming webhooks and those of"
                  + " Mattermost, Rocket.Chat and others take it.");
  public static final Option<String> SECRET =
      Option.text("secret", "")
          .because(
              "Key of the signature (HMAC-SHA256), 24 characters or more; what follows `whsec_` is"
                  + " read as Base64. `generic` needs one, `slack` has none: its URL is the"
                  + " secret.");
  public static final Option<String> SEVERITY =
      Option.oneOf(
              "severity",
              "high",
              Arrays.stream(Severity.values())
                  .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                  .toList())
          .because("Only alerts that are at least as bad. Less would wake people for nothing.");
  public static final Option<List<String>> DETECTORS =
      Option.texts("detectors", List.of()).because("Only alerts of these; empty: of all.");
  public static final Option<String> SUBJECT_TYPE =
      Option.oneOf("subject-type", "", subjectTypes())
          .because("Only alerts about a subject of this type; empty: of any.");
  public static final Option<String> SUBJECT =
      Option.text("subject", "")
          .because(
              "Only alerts about a subject whose id is this; `*` stands for any letters, `admin-*`"
                  + " say. Empty: about all.");
  public static final Option<Integer> MIN_RISK =
      Option.whole("min-risk", 0, "risk score")
          .between(0, 100)
          .because("Only alerts with at least this risk score.");
  public static final Option<Duration> GIVE_UP_AFTER =
      Option.duration("give-up-after", Duration.ofHours(24))
          .between(Duration.ofMinutes(1), Duration.ofDays(7))
          .because(
              "How long an alert is tried again while the receiver does not take it. Those behind it"
                  + " wait. Then it counts as failed, on the health page, and the next is sent.");

  public static final List<Option<?>> ALL =
      List.of(
          URL, FORMAT, SECRET, SEVERITY, DETECTORS, SUBJECT_TYPE, SUBJECT, MIN_RISK, GIVE_UP_AFTER);

  private WebhookOptions() {}

  private static List<String> subjectTypes() {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(""),
            Arrays.stream(SubjectType.values()).map(type -> type.name().toLowerCase(Locale.ROOT)))
        .toList();
  }
}
