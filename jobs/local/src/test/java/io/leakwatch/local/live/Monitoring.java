package io.leakwatch.local.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What docker/ holds for Prometheus and Grafana. */
final class Monitoring {

  static final Path ROOT = Path.of(System.getProperty("leakwatch.root", "../.."));
  static final Path PROMETHEUS = ROOT.resolve("docker/prometheus");

  private static final Path DASHBOARD = ROOT.resolve("docker/grafana/dashboards/leakwatch.json");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Pattern NAMED_LABEL =
      Pattern.compile("\\{\\{\\s*(?:\\$labels\\.)?(\\w+)\\s*}}");

  /**
   * A query, and the texts that stand beside its results.
   *
   * @param texts may name labels of them
   */
  record Shown(PromQuery query, List<String> texts) {

    /** The labels that the texts name. */
    List<String> namedLabels() {
      return texts.stream()
          .flatMap(text -> NAMED_LABEL.matcher(text).results())
          .map(found -> found.group(1))
          .toList();
    }
  }

  /**
   * An alert rule.
   *
   * @param runbook the link to what to do
   */
  record Rule(String name, Shown shown, String runbook) {}

  private Monitoring() {}

  static JsonNode dashboard() throws IOException {
    return JSON.readTree(DASHBOARD.toFile());
  }

  static JsonNode yaml(Path file) throws IOException {
    return YAML.readTree(file.toFile());
  }

  /** The titles of the dashboard's rows. */
  static List<String> rows() throws IOException {
    List<String> rows = new ArrayList<>();
    for (JsonNode panel : dashboard().path("panels")) {
      if (panel.path("type").asText().equals("row")) {
        rows.add(panel.path("title").asText());
      }
    }
    return rows;
  }

  /** All queries of the dashboard, with their legends. */
  static List<Shown> panels() throws IOException {
    List<Shown> panels = new ArrayList<>();
    for (JsonNode panel : dashboard().path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        panels.add(
            new Shown(
                new PromQuery(
                    "panel " + panel.path("title").asText(), target.path("expr").asText()),
                List.of(target.path("legendFormat").asText())));
      }
    }
    return panels;
  }

  /** What docker/compose.yaml says of metrics in Flink's configuration. */
  static Map<String, String> reporterOfCompose() throws IOException {
    Map<String, String> reporter = new TreeMap<>();
    compose()
        .path("x-flink")
        .path("environment")
        .path("FLINK_PROPERTIES")
        .asText()
        .lines()
        .filter(line -> line.startsWith("metrics."))
        .map(line -> line.split(": ", 2))
        .forEach(pair -> reporter.put(pair[0], pair[1]));
    return reporter;
  }

  static JsonNode compose() throws IOException {
    return yaml(ROOT.resolve("docker/compose.yaml"));
  }

  static List<Rule> rules() throws IOException {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode group : yaml(PROMETHEUS.resolve("leakwatch-rules.yml")).path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        String name = rule.path("alert").asText();
        JsonNode annotations = rule.path("annotations");
        rules.add(
            new Rule(
                name,
                new Shown(
                    new PromQuery("rule " + name, rule.path("expr").asText()),
                    List.of(
                        annotations.path("summary").asText(),
                        annotations.path("description").asText())),
                annotations.path("runbook_url").asText()));
      }
    }
    return rules;
  }
}
