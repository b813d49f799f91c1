package io.leakwatch.console.questions;

import static io.leakwatch.console.api.SampleAlerts.HOSTILE;
import static io.leakwatch.console.api.SampleAlerts.NOON;
import static io.leakwatch.console.api.SampleAlerts.alert;
import static io.leakwatch.console.api.SampleAlerts.related;
import static io.leakwatch.console.api.SampleAlerts.source;
import static io.leakwatch.console.api.SampleAlerts.subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.console.store.ShortText;
import io.leakwatch.console.store.Store;
import io.leakwatch.schemas.ActionKind;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.Relation;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.schemas.Triage;
import io.leakwatch.schemas.TriageAction;
import io.leakwatch.schemas.TriageStatus;
import io.leakwatch.schemas.Verdict;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

  @TempDir private static Path folder;

  private static Store store;

  private static final String LONG = "long-" + "y".repeat(5_000);

  /** plain, bad (CRITICAL), trial (SHADOW), quiet (suppressed), done (closed), hostile, long. */
  @BeforeAll
  static void fill() {
    store = Store.open(folder);
    store.write(
        to -> {
          to.alert(alert("plain").build(), 1, 0);
          to.alert(
              alert("bad")
                  .setDetectorId("account-takeover")
                  .setSeverity(Severity.CRITICAL)
                  .setRiskScore(95)
                  .setConfidence(99)
                  .setSubject(subject(SubjectType.ADDRESS, "2001:db8:1:2::/64"))
                  .setAffectedAccounts(List.of("kim", "lee"))
                  .setAffectedCount(40)
                  .setSources(List.of(source("2001:db8:1:2::/64", "VN", 64501)))
                  .setClients(List.of("app-1"))
                  .setSessions(List.of("s-77"))
                  .setDataClasses(List.of(DataClass.LOCATION))
                  .setAttack(List.of("T1078"))
                  .setRelated(related("plain", Relation.CAUSED_BY))
                  .setRaisedAt(NOON.plusSeconds(3_600))
                  .build(),
              2,
              0);
          to.alert(alert("trial").setMode(AlertMode.SHADOW).build(), 3, 0);
          to.alert(alert("quiet").setMode(AlertMode.SHADOW).setSuppressedBy("sup-1").build(), 4, 0);
          to.alert(alert("done").setActivity(AlertActivity.CLOSE).build(), 5, 0);
          to.alert(
              alert("hostile").setSubject(subject(SubjectType.ACCOUNT, HOSTILE)).build(), 6, 0);
          to.alert(alert("long").setSubject(subject(SubjectType.ACCOUNT, LONG)).build(), 7, 0);
          to.action(closed("done", "ann", "the héros of 100% of it"), 0, 0);
          to.action(started("plain", "ben"), 0, 1);
        });
  }

  private static TriageAction closed(String id, String by, String note) {
    return action(
        ActionKind.CLOSE,
        note,
        state(id, by, TriageStatus.CLOSED)
            .setVerdict(Verdict.FALSE_POSITIVE)
            .setNote(note)
            .build());
  }

  private static TriageAction started(String id, String by) {
    return action(ActionKind.START, "", state(id, by, TriageStatus.IN_PROGRESS).build());
  }

  private static Triage.Builder state(String id, String by, TriageStatus status) {
    return Triage.newBuilder()
        .setAlertId(id)
        .setSequence(1)
        .setStatus(status)
        .setAssignee(by)
        .setRevisionJudged(1)
        .setSeverityJudged(Severity.MEDIUM)
        .setRiskJudged(40)
        .setStepsDone(List.of())
        .setAuthor(by)
        .setAt(NOON);
  }

  private static TriageAction action(ActionKind kind, String note, Triage after) {
    return TriageAction.newBuilder()
        .setActionId("on " + after.getAlertId())
        .setKind(kind)
        .setAuthor(after.getAuthor())
        .setAt(NOON)
        .setAlertId(after.getAlertId())
        .setAfter(after)
        .setNote(note)
        .build();
  }

  @AfterAll
  static void close() {
    store.close();
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new HashMap<>();
    for (String each : text.split("&")) {
      int at = each.indexOf('=');
      query.put(
          each.substring(0, at), URLDecoder.decode(each.substring(at + 1), StandardCharsets.UTF_8));
    }
    return query;
  }

  private static List<String> found(Map<String, String> query) {
    Queue queue =
        new Queue(
            Filter.of(query, "ann"),
            Sorting.of(query.get("sort")),
            Grouping.of(query.get("group")),
            0,
            50);
    Queue.Page page = store.read(queue::in);
    if (page.groups() != null) {
      assertThat(page.groupsTotal()).isEqualTo(page.groups().size());
      return page.groups().stream().map(each -> each.key() + ":" + each.count()).toList();
    }
    assertThat(page.total()).isEqualTo(page.rows().size());
    return page.rows().stream().map(Row::alertId).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "view=open > bad hostile long plain",
        "view=all > bad done hostile long plain quiet trial",
        "view=closed > done",
        "view=mine > ",
        "view=all&sort=oldest > done hostile long plain quiet trial bad",
        "view=all&sort=risk > bad done hostile long plain quiet trial",
        "status=CLOSED > done",
        "status=IN_PROGRESS,CLOSED > done plain",
        "severity=CRITICAL,HIGH > bad",
        "detector=account-takeover > bad",
        "mode=SHADOW > quiet trial",
        "suppressed=true > quiet",
        "suppressed=sup-1 > quiet",
        "suppressed=sup-2 > ",
        "view=all&suppressed=false&mode=SHADOW > trial",
        "activity=CLOSE&view=all > done",
        "subject_type=ADDRESS > bad",
        "subject=mara.ito > plain",
        "subject=mara* > plain",
        "subject=*a?a* > ",
        "account=lee > bad",
        "address=2001:db8:1:2::99 > bad",
        "address=203.0.113.7 > hostile long plain",
        "country=VN > bad",
        "asn=64501 > bad",
        "client=app-1 > bad",
        "session=s-77 > bad",
        "attack=T1078 > bad",
        "data_class=LOCATION > bad",
        "assignee=ben > plain",
        "assignee=none > bad hostile long",
        "verdict=FALSE_POSITIVE&view=all > done",
        "verdict=none&view=closed > ",
        "min_risk=41 > bad",
        "min_confidence=81 > bad",
        "min_affected=40 > bad",
        "incident=bad > bad plain",
        "q=title+of > bad hostile long plain",
        "q=kim > bad",
        "q=TITL+plain > plain",
        "q=2001:db8:1 > bad",
        "q=ben > plain",
        "q=100%25&view=all > done",
        "q=%25&view=all > done",
        "q=script > hostile",
        "group=detector > account-takeover:1 brute-force:3",
        "group=incident > bad:2 hostile:1 long:1",
      })
  void whatFits(String query, String expected) {
    List<String> ids = expected == null ? List.of() : Arrays.asList(expected.strip().split("\\s+"));

    assertThat(found(query(query.strip()))).isEqualTo(ids);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "'", "a\"b OR", "NEAR(", "*", "a\0b", "\\", "_", "--", "\u202e"})
  void noSearchIsObeyed(String words) {
    assertThat(found(Map.of("q", words, "view", "all"))).doesNotContain("trial");
  }

  @Test
  void idsThatAreHostileOrLongAreFoundAsTheyAre() {
    assertThat(found(Map.of("subject", HOSTILE.replace("*", "x")))).isEmpty();
    assertThat(found(Map.of("subject", LONG))).containsExactly("long");
    assertThat(found(Map.of("subject", ShortText.id(LONG)))).containsExactly("long");
    Row row = store.read(sql -> AlertRows.byIds(sql, List.of("long", "hostile")).get("long"));
    assertThat(row.subject().id()).hasSizeLessThan(200).startsWith("long-yy").contains("…");
    EntityDetail entity = store.read(sql -> EntityDetail.of(sql, "ACCOUNT", HOSTILE)).orElseThrow();
    assertThat(entity.rows()).extracting(Row::alertId).containsExactly("hostile");
    assertThat(entity.id()).isEqualTo(HOSTILE);
  }

  @Test
  void whatIsTooMuchIsRefused() {
    for (Map<String, String> query :
        List.of(
            Map.of("q", "x ".repeat(30)),
            Map.of("q", "x".repeat(300)),
            Map.of("subject", "*a*a*a*a"),
            Map.of("view", "best"),
            Map.of("from", "noon"))) {
      assertThatThrownBy(() -> Filter.of(query, "ann"))
          .as("%s", query)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("give");
    }
  }

  @Test
  void relatedAlertsSayWhy() {
    List<RelatedRow> related =
        store.read(sql -> AlertDetail.of(sql, "plain")).orElseThrow().related();

    assertThat(related.get(0).row().alertId()).isEqualTo("bad");
    assertThat(related.get(0).why()).containsExactly("this one led to it");
    assertThat(related)
        .filteredOn(each -> each.row().alertId().equals("trial"))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.why())
                    .containsExactly(
                        "about the same account", "1 shared account", "1 shared address"));
  }
}
