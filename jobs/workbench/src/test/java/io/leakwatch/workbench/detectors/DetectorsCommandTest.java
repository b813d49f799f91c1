package io.leakwatch.workbench.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DetectorsCommandTest {

  @Test
  void catalogueIsATable() {
    CommandRun run = CommandRun.of("detectors");

    assertThat(run.status()).isZero();
    assertThat(run.out().lines().map(line -> line.replaceAll(" {2,}", " | ")))
        .hasSize(1 + Detectors.ALL.size())
        .startsWith("detector | subject | severity | ATT&CK | reads | what it catches")
        .contains(
            "credential-stuffing | ADDRESS | MEDIUM | T1110.004 | login-events | Logins to many"
                + " accounts fail from one address, a few attempts for each. More severe if one"
                + " then succeeds.");
  }

  @Test
  void jsonHasOneObjectForEachDetector() throws IOException {
    JsonNode array = new ObjectMapper().readTree(CommandRun.of("detectors", "--json").out());

    assertThat(array)
        .extracting(one -> one.get("id").textValue())
        .containsExactlyElementsOf(Detectors.ALL.stream().map(DetectorType::id).toList());
    assertThat(array)
        .extracting(JsonNode::toString)
        .contains(
            """
            {"id":"mass-scraping","subject":"CLIENT","severity":"MEDIUM",\
            "attack":["T1213","T1119"],"reads":["api-events"],\
            "summary":"One app, account or address reads the data of far more people than it\
             should.","subjects":["CLIENT","ACCOUNT","ADDRESS"]}""");
  }

  @Test
  void idPrintsItsPage() {
    CommandRun run = CommandRun.of("detectors", "impossible-travel");

    assertThat(run.status()).isZero();
    assertThat(run.out().lines())
        .startsWith("# Impossible travel", "", "## What it sees")
        .contains("## Blind spots", "| option | value | default | why |")
        .noneMatch(line -> line.startsWith("<!--"));
  }

  @Test
  void unknownIdIsToldWhichThereAre() {
    CommandRun run = CommandRun.of("detectors", "stuffing");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("leakwatch: no detector 'stuffing'; there are ")
        .hasLineCount(1);
  }
}
