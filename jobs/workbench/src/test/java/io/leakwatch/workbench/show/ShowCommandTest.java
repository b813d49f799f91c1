package io.leakwatch.workbench.show;

import static io.leakwatch.workbench.alerts.AlertsRun.alert;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.Severity;
import io.leakwatch.workbench.CommandRun;
import io.leakwatch.workbench.alerts.AlertsRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {

  @TempDir private Path folder;

  private CommandRun show(String id, String... options) {
    List<Object> args = new ArrayList<>(List.of("show", id, folder));
    args.addAll(List.of(options));
    return CommandRun.of(args.toArray());
  }

  @Test
  void thePageHoldsEverythingThatIsKnown() throws IOException {
    AlertsRun.write(folder, FullAlert.alert(), alert("bbbbbbbb-1", Severity.LOW, 10));

    CommandRun page = show("aaaa", "--width", "100");

    assertThat(page.status()).isZero();
    assertThat(page.err()).isEmpty();
    assertThat(page.out())
        .isEqualTo(
            """
            Title of aaaaaaaa-1
              alert          aaaaaaaa-1, revision 2
              severity       HIGH
              confidence     80 of 100
              risk           70 of 100
              status         closed: it went quiet, which is not to say that it is resolved
              subject        ACCOUNT mara.ito
              detector       brute-force, version 1
              mode           SHADOW: the detector is on trial, nobody need act
              suppressed by  s-1
              ATT&CK         T1110.001
              occurrences    30
              rules version  r-1

            When (UTC)
              first seen  27 Nov 2026 11:58:30
              raised      27 Nov 2026 12:00:00, 1 min 30 s after the first event
              last seen   27 Nov 2026 12:10:00, 11 min 30 s after the first event
              updated     27 Nov 2026 13:10:00, 1 h 10 min after it was raised
              closed      27 Nov 2026 13:10:00, 1 h after the last event

            What happened
              Summary of aaaaaaaa-1.

            Evidence
              what was measured         was  had to be  unit    set by the option
              failed logins within 1 h  30   >= 20      logins  detectors.brute-force.min-failures

            Addresses it came from: 2 of 53 named
              address        operator             place  first seen         last seen          events
              203.0.113.7    AS64500 Example Net  FR     27 Nov 2026 12:00  27 Nov 2026 12:01  12
              2001:db8::/64                       FR     27 Nov 2026 12:00  27 Nov 2026 12:01  12

            Affected accounts: 3 of 253 named
              mara.ito, "kim, lee", ""

            Also affected, RESOURCE: 1
              bucket-1

            Used and taken
              clients                  client-1
              sessions                 s1, s2
              personal data that left  EMAIL, PHONE
              records that left        1200

            Related alerts
              how                     alert       detector             title
              led to this one         bbbbbbbb-1  credential-stuffing  Title of bbbbbbbb-1
              has this one as a step  gone        spam-calls           (not among these alerts)

            What to do next
              1. Lock the account.
              2. Tell the owner.

            Causing events: 2 ids (--events FILE_OR_FOLDER shows the events)
              e1, e2
            """);
  }

  @Test
  void whatAnAlertDoesNotSayIsLeftOut() throws IOException {
    AlertsRun.write(
        folder,
        alert("aaaaaaaa-1", Severity.HIGH, 70)
            .setEvidence(List.of())
            .setEventIds(List.of())
            .setAttack(List.of())
            .setRemediation(List.of())
            .setAffectedAccounts(List.of())
            .setAffectedCount(0));

    assertThat(show("aaaaaaaa-1").out())
        .isEqualTo(
            """
            Title of aaaaaaaa-1
              alert        aaaaaaaa-1, revision 2
              severity     HIGH
              confidence   80 of 100
              risk         70 of 100
              status       open: it may still go on
              subject      ACCOUNT mara.ito
              detector     brute-force, version 1
              occurrences  30

            When (UTC)
              first seen  27 Nov 2026 11:58:30
              raised      27 Nov 2026 12:00:00, 1 min 30 s after the first event
              last seen   27 Nov 2026 12:10:00, 11 min 30 s after the first event

            What happened
              Summary of aaaaaaaa-1.
            """);
  }

  @Test
  void aListThatMayNotBeCompleteSaysSo() throws IOException {
    AlertsRun.write(
        folder,
        alert("aaaaaaaa", Severity.HIGH, 70).setAffectedComplete(false),
        alert("bbbbbbbb", Severity.HIGH, 70));

    assertThat(show("aaaa").out()).contains("Affected accounts: 1 named, and there may be more\n");
    assertThat(show("bbbb").out()).contains("Affected accounts: 1\n");
  }

  @Test
  void anUnknownOrAmbiguousIdIsAnsweredWithWhatIsNear() throws IOException {
    AlertsRun.write(
        folder,
        alert("aaaaaaaa-1", Severity.HIGH, 70),
        alert("aaaaaaaa-2", Severity.HIGH, 70),
        alert("a", Severity.LOW, 10),
        alert("4f5b77c1-1", Severity.HIGH, 70));

    assertThat(show("aaaa").status()).isEqualTo(1);
    assertThat(show("aaaa").err())
        .isEqualTo(
            "leakwatch: 2 alerts begin with aaaa: aaaaaaaa-1 (brute-force), aaaaaaaa-2"
                + " (brute-force); give more of the id\n");
    assertThat(show("4f5b78c1").err())
        .isEqualTo(
            "leakwatch: no alert 4f5b78c1; near it: 4f5b77c1-1 (brute-force);"
                + " './leakwatch alerts' lists all of them\n");
    assertThat(show("zzzzzzzz\u001b").err())
        .isEqualTo("leakwatch: no alert zzzzzzzz\\u001b; './leakwatch alerts' lists all of them\n");
    assertThat(show("4f5").err())
        .isEqualTo(
            "leakwatch: no alert 4f5; give its id, or at least 4 characters of its beginning\n");
    assertThat(show("a").out()).startsWith("Title of a\n");
    assertThat(show("4f5b").out()).startsWith("Title of 4f5b77c1-1\n");
  }

  @Test
  void anEmptyRunHasNothingToShow() throws IOException {
    AlertsRun.write(folder);

    assertThat(show("aaaa").status()).isEqualTo(1);
    assertThat(show("aaaa").err())
        .isEqualTo("leakwatch: no alert aaaa; there are no alerts at all\n");
  }
}
