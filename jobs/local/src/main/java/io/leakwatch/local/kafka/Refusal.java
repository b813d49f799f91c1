package io.leakwatch.local.kafka;

import com.google.common.base.Throwables;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** What Kafka's clients and brokers refuse, in the words of whoever has to put it right. */
public final class Refusal {

  private static final String HOW_TO_GRANT =
      "; grant it to the user of the job (docs/kafka.md lists all rights)";

  private Refusal() {}

  /** Whether the brokers do not let the client in at all, whatever it asks. */
  static boolean isOfTheClient(Throwable fault) {
    return find(fault, AuthenticationException.class).isPresent();
  }

  /** What is wrong, and what to do: a part of a line. */
  static String words(Throwable fault, KafkaOptions kafka) {
    String servers = Brokers.servers(kafka);
    return find(fault, SslAuthenticationException.class)
        .map(refused -> handshake(refused, servers))
        .or(
            () ->
                find(fault, AuthenticationException.class)
                    .map(
                        refused ->
                            ("%s does not accept how the job signs in: %s; check"
                                    + " kafka.properties.sasl.mechanism and sasl.jaas.config")
                                .formatted(servers, refused.getMessage())))
        .or(() -> missingRight(fault).map(right -> missing(right, servers)))
        .orElseGet(
            () ->
                "Kafka's client for %s cannot be made: %s; check the address and kafka.properties"
                    .formatted(servers, root(fault)));
  }

  /** Words for a fault of a job, if it is a right that is missing. */
  public static Optional<String> ofRights(Throwable fault) {
    return missingRight(fault).map(right -> "the right is missing to " + right + HOW_TO_GRANT);
  }

  static String missing(String rights, String servers) {
    return "%s refuses: the right is missing to %s%s".formatted(servers, rights, HOW_TO_GRANT);
  }

  private static String handshake(SslAuthenticationException refused, String servers) {
    String why = root(refused);
    if (why.contains("PKIX") || why.contains("unable to find valid certification path")) {
      return ("the certificate of %s is signed by nobody who is trusted; put the one who signed it"
              + " into kafka.properties.ssl.truststore.location")
          .formatted(servers);
    }
    if (why.contains("No subject alternative") || why.contains("No name matching")) {
      return ("the certificate of %s is for another name (%s); put a name into"
              + " kafka.bootstrap-servers and the brokers' advertised.listeners that it is for")
          .formatted(servers, why);
    }
    if (why.contains("bad_certificate") || why.contains("certificate_required")) {
      return ("%s wants a certificate of the job that it trusts; give one in"
              + " kafka.properties.ssl.keystore.location")
          .formatted(servers);
    }
    return "no TLS with %s: %s; check kafka.properties.security.protocol and the ssl.* properties"
        .formatted(servers, why);
  }

  private static Optional<String> missingRight(Throwable fault) {
    return find(fault, AuthorizationException.class).map(Refusal::right);
  }

  private static String right(AuthorizationException fault) {
    if (fault instanceof TopicAuthorizationException topics
        && !topics.unauthorizedTopics().isEmpty()) {
      return "use topic " + String.join(", ", topics.unauthorizedTopics());
    }
    if (fault instanceof GroupAuthorizationException group && group.groupId() != null) {
      return "Read group " + group.groupId();
    }
    if (fault instanceof TransactionalIdAuthorizationException) {
      return "Write transactional ids that begin with kafka.group-id and a hyphen";
    }
    if (fault instanceof ClusterAuthorizationException) {
      return "IdempotentWrite on the cluster";
    }
    return "do what Kafka words as '%s'".formatted(fault.getMessage());
  }

  private static <T> Optional<T> find(Throwable fault, Class<T> type) {
    return Throwables.getCausalChain(fault).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }

  private static String root(Throwable fault) {
    Throwable root = Throwables.getRootCause(fault);
    String words = root.getMessage() == null ? root.toString() : root.getMessage();
    return root instanceof SSLException ? words.replace("\n", " ") : words;
  }
}
