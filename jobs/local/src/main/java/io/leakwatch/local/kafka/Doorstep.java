package io.leakwatch.local.kafka;

import io.leakwatch.local.CommandFault;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.utils.Utils;

/**
 * Whether anybody listens where the brokers should be. Kafka's clients do not say: to them a
 * refused connection, a busy broker and one that wants TLS are all a broker that does not answer.
 */
final class Doorstep {

  private Doorstep() {}

  /**
   * Returns if at least one of the bootstrap servers takes connections of this kind.
   *
   * @param patience how long a connection, or a word over it, may take
   * @throws CommandFault if none does
   */
  static void check(KafkaOptions kafka, Duration patience) {
    int millis = Math.toIntExact(patience.toMillis());
    List<InetSocketAddress> servers =
        Stream.of(Brokers.servers(kafka).split(",", -1))
            .map(String::strip)
            .filter(server -> !server.isEmpty())
            .map(Doorstep::address)
            .toList();
    Optional<InetSocketAddress> open =
        servers.stream().filter(server -> isOpen(server, millis)).findFirst();
    if (open.isEmpty()) {
      throw new CommandFault(
          ("no Kafka broker answers at %s: no connection can be made; check the address, and"
                  + " whether the brokers are up")
              .formatted(Brokers.servers(kafka)));
    }
    if (!protocol(kafka).endsWith("SSL") && wantsTls(open.get(), millis)) {
      throw new CommandFault(
          ("%s wants TLS, but kafka.properties.security.protocol is %s; set it to SSL, or to"
                  + " SASL_SSL if clients sign in with a name")
              .formatted(Brokers.servers(kafka), protocol(kafka)));
    }
  }

  /** How the clients talk to the brokers. */
  static String protocol(KafkaOptions kafka) {
    return kafka
        .properties()
        .getOrDefault(
            CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
            CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL)
        .strip()
        .toUpperCase(Locale.ROOT);
  }

  private static InetSocketAddress address(String server) {
    return new InetSocketAddress(Utils.getHost(server), Utils.getPort(server));
  }

  private static boolean isOpen(InetSocketAddress server, int millis) {
    try (Socket socket = new Socket()) {
      socket.connect(server, millis);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  /** Whether it answers a greeting as TLS does, even if only to refuse it. */
  private static boolean wantsTls(InetSocketAddress server, int millis) {
    try (Socket plain = new Socket()) {
      plain.connect(server, millis);
      plain.setSoTimeout(millis);
      SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
      try (SSLSocket socket =
          (SSLSocket) factory.createSocket(plain, server.getHostString(), server.getPort(), true)) {
        socket.startHandshake();
        return true;
      }
    } catch (SSLException refused) {
      // An unknown certificate is what TLS stumbles at; anything else was no TLS.
      return String.valueOf(refused.getMessage()).contains("PKIX")
          || String.valueOf(refused.getMessage()).contains("fatal alert");
    } catch (IOException noTls) {
      return false;
    }
  }
}
