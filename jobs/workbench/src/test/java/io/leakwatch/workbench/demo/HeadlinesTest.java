package io.leakwatch.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.local.Fitted;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Subject;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlinesTest {

  private static final AlertLine NARROW = new AlertLine(80, false);

  private static final List<Severity> ALL = List.of(Severity.values());

  private final Headlines headlines = new Headlines();

  private static Alert alert(String id, int revision, Severity severity) {
    Alert alert = new Alert();
    alert.put("alert_id", id);
    alert.put("revision", revision);
    alert.put("activity", revision == 1 ? AlertActivity.CREATE : AlertActivity.UPDATE);
    alert.put("severity", severity);
    alert.put("detector_id", "brute-force");
    alert.put("subject", new Subject(SubjectType.ACCOUNT, id));
    alert.put("summary", "Strangers tried to log in.");
    return alert;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }

  private List<String> lines(double seconds, Alert... alerts) {
    return headlines.of(List.of(alerts), seconds(seconds)).stream()
        .map(headline -> NARROW.of(headline, seconds(seconds)))
        .toList();
  }

  @Test
  void aNewAlertHasALineAndARevisionOnlyIfItIsGraver() {
    assertThat(lines(1, alert("u1", 1, Severity.MEDIUM)))
        .containsExactly(
            " 0:01  new  MEDIUM    brute-force             ACCOUNT u1  Strangers tried to lo…");
    assertThat(lines(2, alert("u1", 2, Severity.MEDIUM))).isEmpty();
    assertThat(lines(63, alert("u1", 3, Severity.HIGH)))
        .containsExactly(
            " 1:03  up   HIGH      brute-force             ACCOUNT u1  Strangers tried to lo…");
    assertThat(lines(64, alert("u1", 4, Severity.MEDIUM))).isEmpty();
  }

  @Test
  void ofManyTheGravestAreShownAndTheOthersCounted() {
    Alert[] many = new Alert[9];
    for (int i = 0; i < 8; i++) {
      many[i] = alert("u" + i, 1, i < 6 ? Severity.LOW : Severity.MEDIUM);
    }
    many[8] = alert("u8", 1, Severity.CRITICAL);

    List<String> now = lines(0, many);
    List<String> later = lines(7.2, alert("u9", 1, Severity.HIGH));

    assertThat(now)
        .extracting(line -> line.substring(12, 20))
        .containsExactly("CRITICAL", "MEDIUM  ");
    assertThat(later.subList(0, 4))
        .extracting(line -> line.substring(12, 20))
        .containsExactly("HIGH    ", "MEDIUM  ", "LOW     ", "LOW     ");
    assertThat(later).endsWith(" 0:07  and 4 more: 4 LOW").hasSize(5);
    assertThat(headlines.hasShown("u8")).isTrue();
    assertThat(headlines.hasShown("u5")).isFalse();
  }

  @Test
  void aCriticalOneDoesNotWaitBehindOthers() {
    for (int i = 0; i < 5; i++) {
      lines(0, alert("u" + i, 1, Severity.MEDIUM));
    }

    assertThat(lines(1, alert("u5", 1, Severity.HIGH))).isEmpty();
    assertThat(lines(2, alert("u6", 1, Severity.CRITICAL))).hasSize(1);
  }

  @Test
  void whatStillWaitsAtTheEndIsNotKeptBack() {
    for (int i = 0; i < 5; i++) {
      lines(0, alert("u" + i, 1, Severity.LOW));
    }

    assertThat(headlines.last().stream().map(line -> NARROW.of(line, seconds(1))))
        .containsExactly(" 0:01  and 3 more: 3 LOW");
    assertThat(headlines.last()).isEmpty();
  }

  @Test
  void howeverManyComeTwoMinutesStayWithinTheCountAndAllAreMentioned() {
    int mentioned = 0;
    List<Headline> all = new ArrayList<>();
    for (int tick = 0; tick < 1_200; tick++) {
      List<Alert> alerts = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        alerts.add(alert("u" + tick + "-" + i, 1, ALL.get((tick * 7 + i) % 5)));
      }
      all.addAll(headlines.of(alerts, seconds(tick / 10.0)));
    }
    all.addAll(headlines.last());
    for (Headline each : all) {
      mentioned += each instanceof Headline.More more ? more.count() : 1;
    }

    assertThat(all).hasSizeLessThanOrEqualTo(55);
    assertThat(mentioned).isEqualTo(6_000);
  }

  @Test
  void whatAttackersTypeNeitherWrapsNorMovesTheCursor() {
    Alert alert = alert("用户\u001b[2J\n用户用户用户用户用户用户用户用户用户用户用户", 1, Severity.HIGH);

    for (int width : new int[] {40, 80, 120}) {
      String line = new AlertLine(width, false).of(new Headline.Single(alert, true), Duration.ZERO);
      assertThat(Fitted.columns(line)).isLessThanOrEqualTo(width);
      assertThat(line).doesNotContain("\u001b", "\n");
    }
    assertThat(new AlertLine(80, true).of(new Headline.Single(alert, true), Duration.ZERO))
        .contains("\u001b[31mHIGH\u001b[0m  ")
        .contains("用户\\u001b[2J\\u000a");
  }
}
