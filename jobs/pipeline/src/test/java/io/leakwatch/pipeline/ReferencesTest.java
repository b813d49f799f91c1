package io.leakwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("USER_NAME", "job", "PASSWORD", "s3$cr3t\\1", "GEO", "/geo/city.mmdb", "EMPTY", "");

  private static final String SIGN_IN =
      """
      kafka.bootstrap-servers: localhost:1
      kafka.properties:
        security.protocol: SASL_SSL
        sasl.jaas.config: org.apache.kafka.common.security.plain.PlainLoginModule required %s;
      """;

  @TempDir private Path folder;

  private JobConfig read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("leakwatch.yaml"), yaml);
    return JobConfig.read(file, true, ENVIRONMENT::get);
  }

  private Map<String, String> properties(String yaml) throws IOException {
    return read("kafka.bootstrap-servers: localhost:1\n" + yaml).kafka().properties();
  }

  private AbstractThrowableAssert<?, ?> assertRefused(String yaml) {
    return assertThatThrownBy(() -> properties(yaml)).isInstanceOf(ConfigurationFault.class);
  }

  @Test
  void aValueIsPutTogetherFromTheEnvironmentAndFiles() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "one\ntwo\r\n");

    assertThat(
            properties(
                "kafka.properties: {a: '${USER_NAME}:${PASSWORD}', b: '<${file:%s}>', c: '${EMPTY}'}"
                    .formatted(secret)))
        .containsEntry("a", "job:s3$cr3t\\1")
        .containsEntry("b", "<one\ntwo>")
        .containsEntry("c", "");
    assertThat(
            read("kafka.bootstrap-servers: '${USER_NAME}:1'\nkafka.topics.alerts: ${USER_NAME}")
                .kafka()
                .get(KafkaOptions.ALERTS_TOPIC))
        .isEqualTo("job");
    assertThat(read("kafka.bootstrap-servers: a:1\ngeoip.city: ['${GEO}', b]").job().geoFiles())
        .hasToString(
            read("kafka.bootstrap-servers: a:1\ngeoip.city: [/geo/city.mmdb, b]")
                .job()
                .geoFiles()
                .toString());
  }

  @ParameterizedTest
  @CsvSource({"$${env:X},${env:X}", "a$${b,a${b", "$$,$$", "$1,$1", "a$,a$", "$$${PASSWORD},x"})
  void whatIsNoReferenceStaysAsItIs(String written, String expected) throws IOException {
    // Three dollars: the first is one, the other two with the brace are an escaped reference.
    String meant = expected.equals("x") ? "$${PASSWORD}" : expected;

    assertThat(properties("kafka.properties.a: '" + written + "'")).containsEntry("a", meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"${}", "${NO", "${env:NAME}", "${a-b}", "${1A}", "${{PASSWORD}}"})
  void whatLooksLikeAReferenceAndIsNoneIsAFault(String written) {
    assertRefused("kafka.properties.a: 'pa" + written + "'")
        .hasMessageContaining("kafka.properties.a: holds a '${' that begins neither ${NAME}")
        .hasMessageContaining("write $${ where ${ is meant")
        .hasMessageNotContaining("pa" + written);
  }

  @Test
  void whatLeadsNowhereIsNamedWithItsKeyAllAtOnce() throws IOException {
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff});
    Path large = Files.write(folder.resolve("large"), new byte[(1 << 20) + 1]);

    assertRefused(
            """
            kafka.properties:
              a: ${NOT_SET}
              b: ${file:%1$s/gone}
              c: ${file:%1$s}
              d: ${file:%2$s}
              e: ${file:%3$s}
            """
                .formatted(folder, binary, large))
        .hasMessageContaining(
            "kafka.properties.a: the environment variable NOT_SET is not set; export it")
        .hasMessageContaining(
            "kafka.properties.b: cannot read the file %s/gone: there is no such file;"
                .formatted(folder))
        .hasMessageContaining(
            "kafka.properties.c: cannot read the file %s: it is a folder;".formatted(folder))
        .hasMessageContaining("/binary: it is not text in UTF-8; check the path")
        .hasMessageContaining("/large: it has more than 1 MB;");
  }

  @Test
  void aSecretInTheWrongPlaceIsNotShown() {
    assertRefused(
            "time.lateness: ${PASSWORD}\nkafka.properties.transaction.timeout.ms: ${PASSWORD}")
        .hasMessageContaining("time.lateness: '${PASSWORD}' is not a duration")
        .hasMessageContaining(
            "transaction.timeout.ms: '${PASSWORD}' is not a whole number of milli")
        .hasMessageNotContaining("s3$cr3t");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: 'hunter2", "a: hunter2: b", "a: [hunter2"})
  void aLineThatIsNoYamlIsNotShown(String yaml) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigurationFault.class)
        .hasMessageContaining("is not YAML: ")
        .hasMessageContaining("(line 1)")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void whatIsReadDoesNotShowWhatItHolds() throws IOException {
    JobConfig config =
        read(SIGN_IN.formatted("username=\"${USER_NAME}\" password=\"${USER_NAME}-hunter2\""));

    assertThat(config.kafka().properties().get("sasl.jaas.config")).contains("job-hunter2");
    assertThat(config.toString()).contains("sasl.jaas.config").doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"password=\"hun\"ter2\"", "hunter2", "password=hunter2;", "password=\"hunter2"})
  void aLoginThatCannotBeReadIsAFaultThatDoesNotShowIt(String options) {
    assertThatThrownBy(() -> read(SIGN_IN.formatted(options).replace("\";", "\"")))
        .isInstanceOf(ConfigurationFault.class)
        .hasMessageContaining("kafka.properties.sasl.jaas.config: cannot be read; write MODULE")
        .hasMessageNotContaining("ter2");
  }

  @Test
  void whatNobodyWouldUseIsNoSecretThatIsKept() {
    assertRefused("kafka.properties: {sasl.jaas.config: x, ssl.truststore.location: /t}")
        .hasMessageContaining(
            "sasl.jaas.config: has no effect as long as kafka.properties.security.protocol is not"
                + " SASL_SSL")
        .hasMessageContaining(
            "ssl.truststore.location: has no effect as long as kafka.properties.security.protocol"
                + " is not SSL or SASL_SSL");
    assertRefused("kafka.properties.security.protocol: TLS")
        .hasMessageContaining("it must be one of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL");
  }
}
