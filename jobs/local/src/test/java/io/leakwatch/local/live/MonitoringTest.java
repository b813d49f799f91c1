package io.leakwatch.local.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files for Prometheus and Grafana, by themselves. */
class MonitoringTest {

  @ParameterizedTest
  @CsvSource({
    "check config, prometheus.yml",
    "check rules, leakwatch-rules.yml",
    "test rules, leakwatch-rules-test.yml"
  })
  void promtoolFindsNoFault(String what, String file) throws Exception {
    promtool(Monitoring.PROMETHEUS, (what + " " + file).split(" "));
  }

  /** Grafana hands them on as they are; so each is checked as if it were a rule. */
  @Test
  void queriesOfTheDashboardAreWellFormed(@TempDir Path folder) throws Exception {
    ObjectNode rules = new ObjectMapper().createObjectNode();
    ArrayNode all = rules.putArray("groups").addObject().put("name", "panels").putArray("rules");
    for (Monitoring.Shown panel : Monitoring.panels()) {
      all.addObject().put("record", "panel").put("expr", panel.query().text());
    }
    Files.writeString(folder.resolve("panels.yml"), rules.toString()); // JSON is YAML, too

    promtool(folder, "check", "rules", "--lint=none", "panels.yml");
  }

  private static void promtool(Path folder, String... arguments) throws Exception {
    assumeTrue(
        isThere("promtool"), "promtool is not here; Debian has it in the package prometheus");
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process promtool =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(promtool.waitFor()).as(said).isZero();
  }

  private static boolean isThere(String program) {
    return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  @Test
  void everyRuleHasARunbookAndEveryRunbookARule() throws IOException {
    List<String> headings =
        Files.readAllLines(Monitoring.ROOT.resolve("docs/operations.md")).stream()
            .filter(line -> line.startsWith("### Leakwatch"))
            .map(line -> line.substring(4))
            .toList();

    assertThat(Monitoring.rules()).extracting(Monitoring.Rule::name).isEqualTo(headings);
    assertThat(Monitoring.rules())
        .allSatisfy(
            rule ->
                assertThat(rule.runbook())
                    .isEqualTo("docs/operations.md#" + rule.name().toLowerCase(Locale.ROOT)));
  }

  @Test
  void everyRuleIsTested() throws IOException {
    Set<String> raised = new HashSet<>();
    JsonNode tests =
        Monitoring.yaml(Monitoring.PROMETHEUS.resolve("leakwatch-rules-test.yml")).path("tests");
    for (JsonNode test : tests) {
      for (JsonNode each : test.path("alert_rule_test")) {
        if (!each.path("exp_alerts").isEmpty()) {
          raised.add(each.path("alertname").asText());
        }
      }
    }

    assertThat(raised)
        .containsExactlyInAnyOrderElementsOf(
            Monitoring.rules().stream().map(Monitoring.Rule::name).toList());
  }

  @Test
  void theDashboardHasThreeRowsAndReadsTheDataSourceThatIsProvisioned() throws IOException {
    assertThat(Monitoring.rows()).containsExactly("Detection", "Health", "Capacity");
    JsonNode source =
        Monitoring.yaml(
                Monitoring.ROOT.resolve("docker/grafana/provisioning/datasources/prometheus.yaml"))
            .path("datasources")
            .path(0);
    List<String> wanted = new ArrayList<>();
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : Monitoring.dashboard().path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).as("id of " + panel.path("title")).isTrue();
      panel
          .findValues("datasource")
          .forEach(
              each -> wanted.add(each.path("type").asText() + " " + each.path("uid").asText()));
    }
    assertThat(wanted)
        .isNotEmpty()
        .containsOnly(source.path("type").asText() + " " + source.path("uid").asText());
  }

  @Test
  void composeMountsTheFilesWhereTheyAreLookedFor() throws IOException {
    Path grafana = Monitoring.ROOT.resolve("docker/grafana/provisioning");
    JsonNode provider =
        Monitoring.yaml(grafana.resolve("dashboards/leakwatch.yaml")).path("providers").path(0);
    JsonNode source =
        Monitoring.yaml(grafana.resolve("datasources/prometheus.yaml")).path("datasources").path(0);
    JsonNode services = Monitoring.compose().path("services");

    assertThat(texts(services.path("grafana").path("volumes")))
        .contains(
            "./grafana/provisioning:/etc/grafana/provisioning:ro",
            "./grafana/dashboards:" + provider.path("options").path("path").asText() + ":ro");
    assertThat(texts(services.path("prometheus").path("volumes")))
        .contains("./prometheus:/etc/prometheus:ro");
    assertThat(services.path("prometheus").path("command").asText())
        .contains("--config.file=/etc/prometheus/prometheus.yml");
    assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
  }

  @Test
  void prometheusLooksForTheServicesAndThePortOfCompose() throws IOException {
    JsonNode scraped =
        Monitoring.yaml(Monitoring.PROMETHEUS.resolve("prometheus.yml"))
            .path("scrape_configs")
            .path(0)
            .path("dns_sd_configs")
            .path(0);

    assertThat(scraped.path("port").asText())
        .isEqualTo(Monitoring.reporterOfCompose().get("metrics.reporter.prom.port"));
    assertThat(texts(scraped.path("names")))
        .isNotEmpty()
        .allMatch(Monitoring.compose().path("services")::has);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
