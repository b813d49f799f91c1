package io.leakwatch.workbench.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.workbench.Leakwatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests for Kubernetes, held against the schema of whoever reads them. */
class KubernetesTest {

  private static final YAMLMapper YAML = new YAMLMapper(new YAMLFactory());
  private static final Path KUBERNETES =
      Path.of(System.getProperty("leakwatch.root", "../.."), "kubernetes").normalize();

  /** The schema here is of the last operator that is to be had as a package, 1.10; 1.13 has it. */
  private static final String YOUNGER_THAN_THE_SCHEMA = "v2_2";

  private static JsonSchema flinkDeployment() throws IOException {
    try (InputStream file =
        KubernetesTest.class.getResourceAsStream(
            "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml")) {
      ObjectNode schema =
          (ObjectNode) YAML.readTree(file).at("/spec/versions/0/schema/openAPIV3Schema");
      ((ArrayNode) schema.at("/properties/spec/properties/flinkVersion/enum"))
          .add(YOUNGER_THAN_THE_SCHEMA);
      ObjectNode properties = (ObjectNode) schema.get("properties");
      properties.putObject("apiVersion").put("type", "string");
      properties.putObject("kind").put("type", "string");
      properties.putObject("metadata").put("type", "object");
      refuseOthers(schema);
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
    }
  }

  /** Kubernetes drops in silence what a schema does not know; here that is a fault. */
  private static void refuseOthers(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.get("properties") instanceof ObjectNode
        && !object.has("additionalProperties")
        && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      object.put("additionalProperties", false);
    }
    schema.forEach(KubernetesTest::refuseOthers);
  }

  private static List<JsonNode> documents(Path file) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    try (InputStream text = Files.newInputStream(file);
        MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
      all.forEachRemaining(documents::add);
    }
    return documents;
  }

  private static JsonNode deployment() throws IOException {
    return documents(KUBERNETES.resolve("base/flink-deployment.yaml")).get(0);
  }

  /** As kustomize puts a patch over a resource that it has no schema of (RFC 7396). */
  private static JsonNode patched(JsonNode resource, JsonNode patch) {
    ObjectNode patched = resource.deepCopy();
    for (Map.Entry<String, JsonNode> each : patch.properties()) {
      JsonNode there = patched.get(each.getKey());
      patched.set(
          each.getKey(),
          there instanceof ObjectNode && each.getValue().isObject()
              ? patched(there, each.getValue())
              : each.getValue());
    }
    return patched;
  }

  /** What an overlay makes of the base's deployment. */
  private static JsonNode deployment(Path overlay) throws IOException {
    JsonNode deployment = deployment();
    for (JsonNode patch : documents(overlay.resolve("kustomization.yaml")).get(0).get("patches")) {
      deployment =
          patched(deployment, documents(overlay.resolve(patch.get("path").asText())).get(0));
    }
    return deployment;
  }

  private static Set<String> faults(JsonNode deployment) throws IOException {
    Set<String> faults = new TreeSet<>();
    for (ValidationMessage each : flinkDeployment().validate(deployment)) {
      faults.add(each.getMessage());
    }
    return faults;
  }

  @Test
  void theDeploymentsAreWhatFlinksOperatorKnows() throws Exception {
    assertThat(faults(deployment())).isEmpty();
    assertThat(faults(deployment(KUBERNETES.resolve("overlays/production")))).isEmpty();
  }

  @Test
  void theSchemaRefusesWhatItDoesNotKnow() throws Exception {
    ObjectNode wrong = deployment().deepCopy();
    ((ObjectNode) wrong.at("/spec/job")).put("upgradeMode", "sometimes");
    ((ObjectNode) wrong.at("/spec/taskManager/resource")).put("memroy", "1g");

    assertThat(faults(wrong)).hasSize(2);
  }

  @Test
  void everyFileBelongsToAKustomization() throws Exception {
    try (Stream<Path> all = Files.walk(KUBERNETES)) {
      for (Path folder : all.filter(Files::isDirectory).toList()) {
        Path file = folder.resolve("kustomization.yaml");
        if (!Files.exists(file)) {
          continue;
        }
        JsonNode kustomization = documents(file).get(0);
        Set<Path> used = new TreeSet<>(Set.of(file));
        kustomization.findValues("path").forEach(each -> used.add(folder.resolve(each.asText())));
        kustomization
            .findValues("files")
            .forEach(files -> files.forEach(each -> used.add(folder.resolve(each.asText()))));
        for (JsonNode each : kustomization.get("resources")) {
          Path resource = folder.resolve(each.asText()).normalize();
          assertThat(resource).exists();
          if (Files.isRegularFile(resource)) {
            used.add(resource);
          }
        }
        try (Stream<Path> files = Files.list(folder).filter(Files::isRegularFile)) {
          assertThat(files).containsExactlyInAnyOrderElementsOf(used);
        }
      }
    }
  }

  @Test
  void theConfigurationIsOneThatTheJobTakes(@TempDir Path folder) throws Exception {
    JsonNode container = deployment().at("/spec/podTemplate/spec/containers/0");
    String text = Files.readString(KUBERNETES.resolve("base/leakwatch.yaml"));
    for (JsonNode each : container.get("env")) {
      // As the job does, of its own environment.
      text = text.replace("${" + each.get("name").asText() + "}", each.get("value").asText());
    }

    JobConfig config =
        JobConfig.readForKafka(Files.writeString(folder.resolve("leakwatch.yaml"), text));

    assertThat(config.kafka().get(KafkaOptions.BOOTSTRAP_SERVERS))
        .isEqualTo("platform-kafka-bootstrap:9092");
    assertThat(deployment().at("/spec/job/args/1").asText())
        .isEqualTo(container.at("/volumeMounts/0/mountPath").asText() + "/leakwatch.yaml");
  }

  @Test
  void topicsAreThoseThatTheJobAndTheConsoleReadAndWrite() throws Exception {
    KafkaOptions defaults = KafkaOptions.of("kafka:9092");
    List<JsonNode> topics = documents(KUBERNETES.resolve("base/kafka-topics.yaml"));

    assertThat(topics.stream().map(each -> each.at("/metadata/name").asText()))
        .containsExactlyInAnyOrder(
            defaults.get(KafkaOptions.LOGIN_TOPIC),
            defaults.get(KafkaOptions.API_TOPIC),
            defaults.get(KafkaOptions.DM_TOPIC),
            defaults.get(KafkaOptions.ALERTS_TOPIC),
            defaults.get(KafkaOptions.DEAD_LETTERS_TOPIC),
            defaults.get(KafkaOptions.ALERTS_HISTORY_TOPIC),
            defaults.get(KafkaOptions.SUPPRESSIONS_TOPIC),
            defaults.get(KafkaOptions.CONTROL_TOPIC),
            defaults.get(KafkaOptions.CONTROL_STATUS_TOPIC),
            defaults.get(KafkaOptions.TRIAGE_TOPIC),
            defaults.get(KafkaOptions.TRIAGE_LOG_TOPIC));
    // Strimzi's own schema: partitions and replicas are whole numbers from 1, config is anything.
    assertThat(topics)
        .allSatisfy(
            topic -> {
              assertThat(topic.get("apiVersion").asText()).isEqualTo("kafka.strimzi.io/v1beta2");
              assertThat(topic.at("/spec/partitions").asInt()).isPositive();
              assertThat(topic.at("/spec/replicas").asInt()).isPositive();
              assertThat(topic.at("/metadata/labels").has("strimzi.io/cluster")).isTrue();
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8, 28})
  void capacityWritesAnOverlayThatFlinkCanRun(int heap, @TempDir Path folder) throws Exception {
    StringWriter out = new StringWriter();
    int status =
        Leakwatch.commandLine()
            .setOut(new PrintWriter(out))
            .execute(
                "capacity",
                "--accounts",
                "20000000",
                "--events-per-second",
                "50000",
                "--task-manager-heap-gb",
                Integer.toString(heap),
                "--write-kubernetes",
                folder.toString());

    assertThat(status).isZero();
    JsonNode deployment = deployment(folder);
    assertThat(faults(deployment)).isEmpty();
    Configuration flink = new Configuration();
    deployment
        .at("/spec/flinkConfiguration")
        .properties()
        .forEach(each -> flink.setString(each.getKey(), each.getValue().asText()));
    flink.setString(
        "taskmanager.memory.process.size",
        deployment.at("/spec/taskManager/resource/memory").asText());
    assertThat(
            TaskExecutorProcessUtils.processSpecFromConfig(flink).getTaskHeapSize().getMebiBytes())
        .isEqualTo(heap * 1000);
    assertThat(deployment.at("/spec/job/parallelism").asInt()).isPositive();
  }
}
