package io.leakwatch.workbench.show;

import static io.leakwatch.workbench.alerts.AlertsRun.HARMLESS;
import static io.leakwatch.workbench.alerts.AlertsRun.HOSTILE;
import static io.leakwatch.workbench.alerts.AlertsRun.NOON;
import static io.leakwatch.workbench.alerts.AlertsRun.alert;
import static io.leakwatch.workbench.alerts.AlertsRun.subject;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.AffectedOther;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.Evidence;
import io.leakwatch.schemas.RelatedAlert;
import io.leakwatch.schemas.Relation;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Source;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.workbench.CommandRun;
import io.leakwatch.workbench.alerts.AlertsRun;
import io.leakwatch.workbench.terminal.Cells;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShowCommandTest {

  @TempDir private Path folder;

  private CommandRun show(String id, String... options) {
    List<Object> args = new ArrayList<>(List.of("show", id, folder));
    args.addAll(List.of(options));
    return CommandRun.of(args.toArray());
  }

  private static Source source(String address, Integer asn, String operator) {
    return new Source(address, asn, operator, "FR", null, NOON, NOON.plusSeconds(60), 12L);
  }

  /** An alert that says something in every field. */
  private static Alert.Builder full() {
    return alert("aaaaaaaa-1", Severity.HIGH, 70)
        .setActivity(AlertActivity.CLOSE)
        .setMode(AlertMode.SHADOW)
        .setSuppressedBy("s-1")
        .setRulesVersion("r-1")
        .setUpdatedAt(NOON.plusSeconds(4200))
        .setClosedAt(NOON.plusSeconds(4200))
        .setEvidence(
            List.of(
                Evidence.newBuilder()
                    .setCondition("failed logins within 1 h")
                    .setObserved("30")
                    .setThreshold(">= 20")
                    .setUnit("logins")
                    .setObservedValue(30.0)
                    .setThresholdValue(20.0)
                    .setOperator(">=")
                    .setOption("detectors.brute-force.min-failures")
                    .build()))
        .setSources(
            List.of(
                source("203.0.113.7", 64500, "Example Net"), source("2001:db8::/64", null, null)))
        .setSourcesCount(53)
        .setAffectedAccounts(List.of("mara.ito", "kim, lee", ""))
        .setAffectedCount(253)
        .setAffectedComplete(false)
        .setAffectedOther(new AffectedOther(SubjectType.RESOURCE, List.of("bucket-1"), 1L))
        .setClients(List.of("client-1"))
        .setSessions(List.of("s1", "s2"))
        .setDataClasses(List.of(DataClass.EMAIL, DataClass.PHONE))
        .setRecords(1200)
        .setRelated(
            List.of(
                new RelatedAlert("bbbbbbbb-1", "credential-stuffing", Relation.CAUSED_BY),
                new RelatedAlert("gone", "spam-calls", Relation.PART_OF)));
  }

  @Test
  void thePageHoldsEverythingThatIsKnown() throws IOException {
    AlertsRun.write(folder, full(), alert("bbbbbbbb-1", Severity.LOW, 10));

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
              rules          r-1

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

            Where it came from: 2 of 53 named
              address        operator             place  first seen         last seen          events
              203.0.113.7    AS64500 Example Net  FR     27 Nov 2026 12:00  27 Nov 2026 12:01  12
              2001:db8::/64                       FR     27 Nov 2026 12:00  27 Nov 2026 12:01  12

            Affected accounts: 3 of 253 named
              mara.ito, "kim, lee", ""

            Also affected, RESOURCE: all 1 named
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
    assertThat(show("bbbb").out()).contains("Affected accounts: all 1 named\n");
  }

  /** Every text an attacker can have a say in, or a damaged file. */
  private static Alert.Builder hostile() {
    String longName = HOSTILE + "x".repeat(500);
    return full()
        .setTitle(HOSTILE + "名前".repeat(100))
        .setSummary(HOSTILE)
        .setSubject(subject(SubjectType.ACCOUNT, longName))
        .setAffectedAccounts(Collections.nCopies(100, HOSTILE))
        .setAffectedOther(new AffectedOther(SubjectType.RESOURCE, List.of(longName), 9L))
        .setClients(List.of(longName))
        .setSessions(List.of(HOSTILE))
        .setEventIds(List.of(longName))
        .setRemediation(List.of("Lock " + longName))
        .setSources(List.of(source(longName, 1, HOSTILE)))
        .setRelated(List.of(new RelatedAlert(longName, HOSTILE, Relation.SAME_SOURCE)));
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 100, 133, 300})
  void noLineIsLongerThanTheScreenAndNothingInItIsObeyed(int width) throws IOException {
    AlertsRun.write(folder, hostile());

    CommandRun page = show("aaaa", "--width", "" + width);

    assertThat(page.status()).isZero();
    assertThat(page.out().lines())
        .allSatisfy(line -> assertThat(Cells.width(line)).isLessThanOrEqualTo(width));
    assertThat(page.out().replace("\n", ""))
        .matches("\\P{Cntrl}*")
        .doesNotContain("\u202e")
        .contains("\\u001b[2Jroot\\u000d\\u000a\\u202egnp.exe\\u0000|<b>*x*");
  }

  @Test
  void inATicketNothingThatAnAttackerTypedIsMarkup() throws IOException {
    AlertsRun.write(
        folder,
        hostile()
            .setSummary(
                "See http://evil.example, www.evil.example, :bomb: and @all at 22:35: <img>")
            .setRemediation(List.of("1. not a list", "+ nor this")));

    CommandRun page = show("aaaa", "--markdown");

    String safe = "\\\\u001b\\[2Jroot\\\\u000d\\\\u000a\\\\u202egnp.exe\\\\u0000\\|\\<b\\>\\*x\\*";
    assertThat(page.out())
        .startsWith("# " + safe)
        .contains("| subject | ACCOUNT " + safe)
        .contains("\n| 12 |\n".substring(1))
        .contains(
            "See http\\://evil.example, www\\.evil.example, \\:bomb: and \\@all at 22:35: \\<img\\>")
        .contains("\n1. 1\\. not a list\n2. \\+ nor this\n")
        .doesNotContain("\u001b", "\u202e", "<b>", "*x*\n");
    // No cell was added to any row: the separators are those of the page.
    assertThat(
            page.out().lines().filter(line -> line.startsWith("| AS") || line.startsWith("| \\\\")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.split("(?<!\\\\)\\|")).hasSize(7));
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

  @Test
  void aHostileIdCanBeShownByItsBeginning() throws IOException {
    AlertsRun.write(folder, alert("aaaa" + HOSTILE, Severity.HIGH, 70));

    assertThat(show("aaaa").out()).contains("alert        aaaa" + HARMLESS + ", revision 2\n");
  }
}
