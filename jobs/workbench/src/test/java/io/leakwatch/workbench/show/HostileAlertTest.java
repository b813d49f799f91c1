package io.leakwatch.workbench.show;

import static io.leakwatch.workbench.alerts.AlertsRun.HARMLESS;
import static io.leakwatch.workbench.alerts.AlertsRun.HOSTILE;
import static io.leakwatch.workbench.alerts.AlertsRun.alert;
import static io.leakwatch.workbench.alerts.AlertsRun.subject;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.AffectedOther;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.RelatedAlert;
import io.leakwatch.schemas.Relation;
import io.leakwatch.schemas.Severity;
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

class HostileAlertTest {

  @TempDir private Path folder;

  private CommandRun show(String id, String... options) {
    List<Object> args = new ArrayList<>(List.of("show", id, folder));
    args.addAll(List.of(options));
    return CommandRun.of(args.toArray());
  }

  /** Every text an attacker can have a say in, or a damaged file. */
  private static Alert.Builder hostile() {
    String longName = HOSTILE + "x".repeat(500);
    return FullAlert.alert()
        .setTitle(HOSTILE + "名前".repeat(100))
        .setSummary(HOSTILE)
        .setSubject(subject(SubjectType.ACCOUNT, longName))
        .setAffectedAccounts(Collections.nCopies(100, HOSTILE))
        .setAffectedOther(new AffectedOther(SubjectType.RESOURCE, List.of(longName), 9L))
        .setClients(List.of(longName))
        .setSessions(List.of(HOSTILE))
        .setEventIds(List.of(longName))
        .setRemediation(List.of("Lock " + longName))
        .setSources(List.of(FullAlert.source(longName, 1, HOSTILE)))
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
  void aHostileIdCanBeShownByItsBeginning() throws IOException {
    AlertsRun.write(folder, alert("aaaa" + HOSTILE, Severity.HIGH, 70));

    assertThat(show("aaaa").out()).contains("alert        aaaa" + HARMLESS + ", revision 2\n");
  }
}
