package io.leakwatch.detection.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.schemas.SubjectType;
import org.junit.jupiter.api.Test;

class NamedTest {

  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0"
          + " Safari/537.36";

  private static String named(SubjectType type, String id) {
    return Named.of(new Entity(type, id));
  }

  @Test
  void kindsAreNotShouted() {
    assertThat(named(SubjectType.ACCOUNT, "ada")).isEqualTo("account ada");
    assertThat(named(SubjectType.CLIENT, "app-7")).isEqualTo("client app-7");
    assertThat(named(SubjectType.ADDRESS, "203.0.113.7")).isEqualTo("203.0.113.7");
    assertThat(named(SubjectType.SERVICE, "logins")).isEqualTo("the whole service");
    assertThat(Named.first(new Entity(SubjectType.CLIENT, "app-7"))).isEqualTo("Client app-7");
  }

  @Test
  void shortUserAgentIsItsOwnName() {
    assertThat(named(SubjectType.FINGERPRINT, "AS64500, curl/8.9.1"))
        .isEqualTo("program 'curl/8.9.1' on AS64500");
    assertThat(named(SubjectType.FINGERPRINT, "unknown network, curl/8.9.1"))
        .isEqualTo("program 'curl/8.9.1' on an unknown network");
    assertThat(named(SubjectType.FINGERPRINT, "AS64500, no user agent"))
        .isEqualTo("a program without user agent on AS64500");
  }

  @Test
  void longUserAgentGetsShortName() {
    String name = named(SubjectType.FINGERPRINT, "AS64500, " + BROWSER);

    assertThat(name).matches("program [0-9a-f]{8} on AS64500");
    assertThat(named(SubjectType.FINGERPRINT, "AS64501, " + BROWSER))
        .isEqualTo(name.replace("AS64500", "AS64501"));
    assertThat(named(SubjectType.FINGERPRINT, "AS64500, " + BROWSER.replace("130", "131")))
        .isNotEqualTo(name);
    assertThat(Named.userAgent("AS64500, " + BROWSER)).isEqualTo(BROWSER);
    assertThat(Named.described("AS64500, " + BROWSER))
        .isEqualTo(name.split(" ")[1] + ": " + BROWSER);
  }
}
