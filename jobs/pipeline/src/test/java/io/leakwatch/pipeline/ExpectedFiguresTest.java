package io.leakwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detectors.Detectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A case whose alert shows another figure than its file states fails, and says which. */
class ExpectedFiguresTest {

  private static final DetectorType TYPE = Detectors.byId("credential-stuffing").orElseThrow();
  private static final String ALERT =
      "case 'fifteen accounts fail from one address': the alert of the event at 7 min: ";

  private static LocalFlinkJobs flink;

  @TempDir private Path folder;

  @BeforeAll
  static void startFlink() throws Exception {
    flink = new LocalFlinkJobs();
  }

  @AfterAll
  static void stopFlink() throws Exception {
    flink.close();
  }

  /** What is wrong with the room's first case once its file says something else. */
  private List<String> faults(String from, String to) throws Exception {
    CasesFile file = file(from, to);
    assertThat(file.faults()).isEmpty();
    return CaseRun.faults(file.cases().get(0), TYPE, flink);
  }

  private CasesFile file(String from, String to) throws IOException {
    String text = Files.readString(RoomsTest.ROOMS.resolve("credentialstuffing/cases.yaml"));
    int place = text.indexOf(from, text.indexOf("\ncases:"));
    assertThat(place).as(from).isPositive();
    String changed = text.substring(0, place) + to + text.substring(place + from.length());
    return CasesFile.read(Files.writeString(folder.resolve("cases.yaml"), changed));
  }

  @Test
  void wrongFigure() throws Exception {
    assertThat(faults("observed: 15", "observed: 14"))
        .containsExactly(
            ALERT
                + "evidence 'accounts whose every attempt failed within 1 h': observed is '15',"
                + " expected '14'");
  }

  @Test
  void wrongThresholdAndUnit() throws Exception {
    assertThat(faults("\">= 15\", unit: accounts", "\"> 15\", unit: attempts"))
        .containsExactly(
            ALERT
                + "evidence 'accounts whose every attempt failed within 1 h': threshold is '>= 15',"
                + " expected '> 15'",
            ALERT
                + "evidence 'accounts whose every attempt failed within 1 h': unit is 'accounts',"
                + " expected 'attempts'");
  }

  @Test
  void evidenceThatIsNotShownAndOneThatShouldNotBe() throws Exception {
    assertThat(faults("condition: share of them tried at", "condition: share tried at"))
        .containsExactly(
            ALERT
                + "its evidence lacks {condition: share tried at most 2 times, observed: 1,"
                + " threshold: \">= 0.8\"}",
            ALERT
                + "its evidence has, but 'expect' has not: {condition: share of them tried at most"
                + " 2 times, observed: 1, threshold: \">= 0.8\"}");
  }

  @Test
  void firingCaseWithoutEvidenceIsShownWhatToAdd() throws Exception {
    String text = Files.readString(RoomsTest.ROOMS.resolve("credentialstuffing/cases.yaml"));
    int from = text.indexOf("          evidence:\n");
    String evidence = text.substring(from, text.indexOf("\n\n", from) + 1);

    assertThat(faults(evidence, ""))
        .containsExactly(
            ALERT
                + "count its figures in the events, and add to 'expect': evidence: [{condition:"
                + " accounts whose every attempt failed within 1 h, observed: 15, threshold: \">="
                + " 15\", unit: accounts}, {condition: share of them tried at most 2 times,"
                + " observed: 1, threshold: \">= 0.8\"}, {condition: share of failing among all"
                + " accounts at the address, observed: 1, threshold: \">= 0.5\"}]");
  }

  @Test
  void confidenceAndRiskOutsideTheirRanges() throws Exception {
    assertThat(faults("confidence: 70", "confidence: 71..80\n          risk: 0..34"))
        .containsExactly(
            ALERT + "confidence is 70, expected 71..80", ALERT + "risk is 35, expected 0..34");
    assertThat(faults("confidence: 70", "confidence: 60..70\n          risk: 35")).isEmpty();
  }

  @Test
  void rangeThatIsNone() throws Exception {
    assertThat(file("confidence: 70", "confidence: high").faults())
        .contains(
            "case 'fifteen accounts fail from one address', line 1.expect.confidence is 'high',"
                + " wanted a whole number such as 70, or a range such as 60..75");
  }

  @Test
  void wordsOfTitleAndNextSteps() throws Exception {
    assertThat(faults("title: ", "title: Serious "))
        .containsExactly(
            ALERT
                + "title is Credential stuffing from 203.0.113.7, expected Serious Credential"
                + " stuffing from 203.0.113.7");
    assertThat(faults("remediation: ", "remediation: Calmly "))
        .singleElement()
        .asString()
        .startsWith(ALERT + "its next steps do not say 'Calmly ")
        .contains("they say '");
  }

  @Test
  void wrongEnd() throws Exception {
    String end =
        """
        finally:
              severity: MEDIUM
              affected: 14
              others: 1
              records: 1
              sources: [203.0.113.8]
              sources-count: 2
              lasts: 8m
              evidence:
                - {condition: failed attempts in all, observed: 14, threshold: any, unit: attempts}
            kind: firing""";

    String which = "case 'fifteen accounts fail from one address': the last revision for ";
    assertThat(faults("kind: firing", end))
        .containsExactly(
            which
                + "203.0.113.7: evidence 'failed attempts in all': observed is '15', expected '14'",
            which + "203.0.113.7: affected is 15, expected 14",
            which + "203.0.113.7: others is 0, expected 1",
            which + "203.0.113.7: records is 0, expected 1",
            which + "203.0.113.7: sources-count is 1, expected 2",
            which + "203.0.113.7: sources are [203.0.113.7], expected [203.0.113.8] first",
            which + "203.0.113.7: it lasts 7 min, expected 8 min");
  }

  @Test
  void endOfAnAlertThatIsNotRaised() throws Exception {
    String ends = "finally: [{severity: MEDIUM}, {severity: LOW}]\n    kind: firing";

    assertThat(faults("kind: firing", ends))
        .containsExactly(
            "case 'fifteen accounts fail from one address': 'finally' lists 2 alerts, there are 1");
  }

  /** The second revision repeats nothing that stands as it was. */
  @Test
  void laterRevisionStatesOnlyWhatIsNew() throws Exception {
    RoomCase grows = file("observed: 19", "observed: 18").cases().get(1);

    assertThat(CaseRun.faults(grows, TYPE, flink))
        .containsExactly(
            "case 'an attack that grows updates the alert': the alert of the event at 9 min: evidence"
                + " 'accounts whose every attempt failed within 1 h': observed is '19', expected"
                + " '18'");
  }
}
