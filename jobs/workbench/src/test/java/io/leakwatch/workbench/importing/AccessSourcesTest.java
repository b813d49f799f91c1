package io.leakwatch.workbench.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.workbench.importing.lines.Sources;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asked, in access logs of all kinds. */
class AccessSourcesTest {

  private static final String ASKED =
      " [14/May/2024:08:00:00 +0000] \"GET /a HTTP/1.1\" 200 12 \"-\" \"Mozilla/5.0\"";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "203.0.113.40 - -                                   | 203.0.113.40   | null",
        "203.0.113.40 - ada                                 | 203.0.113.40   | ada",
        "203.0.113.40 - two words                           | 203.0.113.40   | two words",
        "203.0.113.40 - Not Available                       | 203.0.113.40   | null",
        "203.0.113.40 - Ada@Example.org                     | 203.0.113.40   | ada@example.org",
        "203.0.113.40 ident ada                             | 203.0.113.40   | ada",
        "203.0.113.40:51234 - -                             | 203.0.113.40   | null",
        "[2001:db8::5] - -                                  | 2001:db8::5    | null",
        "[2001:db8::5]:51234 - -                            | 2001:db8::5    | null",
        "::ffff:203.0.113.40 - -                            | 203.0.113.40   | null",
        "shop.example:443 203.0.113.40 - -                  | 203.0.113.40   | null",
        "shop.example 203.0.113.40 - ada                    | 203.0.113.40   | ada",
        "shop.example:443 2001:db8::5 - -                   | 2001:db8::5    | null",
        "*:80 203.0.113.40 - -                              | 203.0.113.40   | null",
        "203.0.113.40, 10.0.0.4 - -                         | 203.0.113.40   | null",
        "203.0.113.40,10.0.0.4 - -                          | 203.0.113.40   | null",
        "198.51.100.77, 203.0.113.40, 10.0.0.4, 127.0.0.1 - - | 203.0.113.40 | null",
        "unknown, 203.0.113.40 - -                          | 203.0.113.40   | null",
        "198.51.100.77, unknown - -                         | null           | null",
        "10.1.2.3, 10.0.0.4 - ada                           | 10.1.2.3       | ada",
        "shop.example:443 203.0.113.40, 10.0.0.4 - -        | 203.0.113.40   | null",
        "203.0.113.40 10.0.0.4 - -                          | 203.0.113.40   | null",
        "- 203.0.113.40 - -                                 | 203.0.113.40   | null",
        "- - -                                              | null           | null",
        "1.2.3.4 - root, 203.0.113.40 - -                   | 203.0.113.40   | null",
        "shop.example a b 9.9.9.9 - x, 203.0.113.40 - ada   | 203.0.113.40   | ada",
        "x y z, 203.0.113.40, 10.0.0.4 - -                  | 203.0.113.40   | null",
        "203.0.113.40 - cn=ada, ou=ops                      | 203.0.113.40   | cn=ada, ou=ops",
        "\"203.0.113.40, 10.0.0.4\" 10.0.0.5 - -             | 203.0.113.40   | null",
        "203.0.113.40\t-\tada                               | 203.0.113.40   | ada",
        "203.0.113.40 - - -                                 | 203.0.113.40   | null",
        "<190>May 14 08:00:00 web nginx: 203.0.113.40 - -   | 203.0.113.40   | null",
        "May 14 08:00:00 web nginx[7]: 203.0.113.40 - -     | 203.0.113.40   | null",
        "2024-05-14T08:00:00.123Z 203.0.113.40 - -          | 203.0.113.40   | null",
      })
  void theCallerIsReadAsWhatItIs(String before, String address, String account) {
    Imported imported = Imported.combined(folder, before.strip() + ASKED);

    assertThat(imported.calls())
        .as(imported.run().err())
        .extracting(ApiEvent::getIp, ApiEvent::getAccountId, ApiEvent::getUserAgent)
        .containsExactly(tuple(address, account, "Mozilla/5.0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "203.0.113.40",
        "203.0.113.40 -",
        "203.0.113.40 - - 0.003",
        "a b c - -",
        "203.0.113.40 - 9.9.9.9 - -",
        ""
      })
  void fieldsThatShiftAreRefusedAndCounted(String before) {
    Imported imported = Imported.combined(folder, before + ASKED, "192.0.2.1 - -" + ASKED);

    assertThat(imported.calls()).extracting(ApiEvent::getIp).containsExactly("192.0.2.1");
    assertThat(imported.run().out()).endsWith(" 1 unreadable\n");
  }

  @Test
  void aHostThatIsOnlyNamedIsOneSource() {
    Imported imported =
        Imported.combined(
            folder,
            "dsl-7.example.net - -" + ASKED,
            "shop.example:80 dsl-7.example.net - -" + ASKED);

    assertThat(imported.calls())
        .extracting(ApiEvent::getIp)
        .allMatch(ip -> ip.equals(Sources.standIn("dsl-7.example.net")));
    assertThat(imported.run().err()).contains(" is dsl-7.example.net\n");
  }

  @Test
  void behindAProxyTheAppendedFieldNamesTheCaller() {
    String behind = "10.0.0.4 - -" + ASKED;

    assertThat(
            Imported.combined(
                    folder,
                    behind + " \"203.0.113.40\"",
                    behind + " \"198.51.100.77, 203.0.113.41, 10.9.9.9\" 0.003",
                    behind + " \"-\"",
                    "203.0.113.42 - -" + ASKED + " \"198.51.100.77\"")
                .calls())
        .extracting(ApiEvent::getIp)
        .containsExactly("203.0.113.40", "203.0.113.41", "10.0.0.4", "203.0.113.42");
  }

  @Test
  void whichOfSeveralAddressesWasTakenIsSaid() {
    assertThat(Imported.combined(folder, "203.0.113.40, 10.0.0.4 - -" + ASKED).run().err())
        .isEqualTo("1 event with an address that proxies forwarded: the last that is no proxy's\n");
  }

  @Test
  void proxiesWithPublicAddressesCanBeNamed() {
    String line = "203.0.113.40, 192.0.2.66 - -" + ASKED;

    assertThat(Imported.combined(folder, line).calls())
        .extracting(ApiEvent::getIp)
        .containsExactly("192.0.2.66");
    for (String proxies : List.of("192.0.2.66", "192.0.2.64/28", "2001:db8::/32,192.0.2.0/24")) {
      Imported imported =
          Imported.of(
              folder,
              List.of("--format", "combined", "--proxies", proxies),
              "api.jsonl",
              line + "\n");
      assertThat(imported.calls()).extracting(ApiEvent::getIp).containsExactly("203.0.113.40");
    }
  }

  @Test
  void aProxyThatIsNoAddressIsWrongUse() {
    Imported imported =
        Imported.of(
            folder, List.of("--format", "combined", "--proxies", "10.0.0.0/99"), "api.jsonl", "x");

    assertThat(imported.run().status()).isEqualTo(2);
    assertThat(imported.run().err())
        .startsWith("leakwatch: 10.0.0.0/99 is no address and no range such as 192.0.2.0/24");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "203.0.113.40 - x [14/May/2024:08:00:00 +0000] \\\"GET /a HTTP/1.1\\\" 200 1 \\\"-\\\" \\\"y\\\"",
        "203.0.113.40 - x [01/Jan/2020:00:00:00 +0000] \\x22GET",
      })
  void aNameCannotPassForOtherFields(String before) {
    assertThat(Imported.combined(folder, before + ASKED).calls())
        .singleElement()
        .returns("203.0.113.40", ApiEvent::getIp)
        .returns("/a", ApiEvent::getEndpoint)
        .returns("2024-05-14T08:00:00Z", event -> event.getOccurredAt().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"GET /a\\\" 200 5 \\\"-\\\" \\\"x\\\" HTTP/1.1\" 404 12 \"-\" \"y\"",
        "\"GET /a HTTP/1.1\" 404 12 \"] [01/Jan/2020:00:00:00 +0000] \\\"GET /b\" \"198.51.100.77 - - [\"",
        "\"GET /a?x=[01/Jan/2020:00:00:00 +0000] HTTP/1.1\" 404 12 \"-\" \"198.51.100.77\"",
      })
  void whatTheCallerSendsStaysInItsField(String asked) {
    assertThat(
            Imported.combined(folder, "203.0.113.40 - - [14/May/2024:08:00:00 +0000] " + asked)
                .calls())
        .singleElement()
        .returns("203.0.113.40", ApiEvent::getIp)
        .returns(404, ApiEvent::getStatus)
        .returns("2024-05-14T08:00:00Z", event -> event.getOccurredAt().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "14/May/2024:08:00:00 +0000",
        "14/May/2024:10:00:00.123 +0200",
        "2024-05-14T10:00:00+02:00",
        "14/May/2024 17:00:00",
        "1715673600",
      })
  void timesComeInSeveralShapes(String time) {
    Imported imported =
        Imported.of(
            folder,
            List.of("--format", "combined", "--zone", "Asia/Tokyo"),
            "api.jsonl",
            "203.0.113.40 - - [" + time + "] \"GET /a HTTP/1.1\" 200 12\n");

    assertThat(imported.calls())
        .as(imported.run().err())
        .singleElement()
        .matches(event -> event.getOccurredAt().toString().startsWith("2024-05-14T08:00:00"));
  }
}
