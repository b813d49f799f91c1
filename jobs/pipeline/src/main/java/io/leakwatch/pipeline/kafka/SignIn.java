package io.leakwatch.pipeline.kafka;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/** How Kafka's clients encrypt and sign in: what can be seen to be wrong before there are any. */
final class SignIn {

  private static final String KEYS = "kafka.properties.";
  private static final String PROTOCOL = CommonClientConfigs.SECURITY_PROTOCOL_CONFIG;

  private SignIn() {}

  /** What is wrong with the clients' properties, without any of their values; empty for nothing. */
  static List<String> faults(Map<String, String> properties) {
    String name = properties.getOrDefault(PROTOCOL, "PLAINTEXT").strip().toUpperCase(Locale.ROOT);
    if (!SecurityProtocol.names().contains(name)) {
      return List.of(
          "%s%s: there is no such protocol; it must be one of %s"
              .formatted(
                  KEYS,
                  PROTOCOL,
                  Arrays.stream(SecurityProtocol.values())
                      .map(each -> each.name)
                      .collect(Collectors.joining(", "))));
    }
    List<String> faults = new ArrayList<>();
    if (!name.startsWith("SASL")) {
      faults.addAll(unused(properties, Stream.of(SaslConfigs.SASL_JAAS_CONFIG), "SASL_SSL"));
    }
    if (!name.endsWith("SSL")) {
      faults.addAll(
          unused(
              properties,
              Stream.of(
                  SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
                  SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG,
                  SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
                  SslConfigs.SSL_KEYSTORE_KEY_CONFIG),
              name.startsWith("SASL") ? "SASL_SSL" : "SSL or SASL_SSL"));
    }
    faults.addAll(loginFaults(properties.get(SaslConfigs.SASL_JAAS_CONFIG)));
    return faults;
  }

  /** A connection that somebody believes to be encrypted must not be plain. */
  private static List<String> unused(
      Map<String, String> properties, Stream<String> keys, String needed) {
    return keys.filter(properties::containsKey)
        .map(
            key ->
                "%s%s: has no effect as long as %s%s is not %s; set that, or leave this out"
                    .formatted(KEYS, key, KEYS, PROTOCOL, needed))
        .toList();
  }

  private static List<String> loginFaults(String login) {
    if (login == null) {
      return List.of();
    }
    try {
      JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(login)));
      return List.of();
    } catch (KafkaException | IllegalArgumentException notShown) {
      // Kafka's words quote the piece at which it stumbles, often a part of the password.
      return List.of(
          ("%s%s: cannot be read; write MODULE required username=\"...\" password=\"...\"; with the"
                  + " semicolon at its end, and a \\ before each \" and \\ within a password")
              .formatted(KEYS, SaslConfigs.SASL_JAAS_CONFIG));
    }
  }
}
