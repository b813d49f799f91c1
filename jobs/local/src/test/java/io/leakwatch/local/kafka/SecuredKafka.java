package io.leakwatch.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker that lets in only who signs in, over TLS, and lets them do only what was granted. On its
 * plain port everybody may do everything: that is the test's.
 */
final class SecuredKafka implements AutoCloseable {

  static final String STORE_PASSWORD = "store-hunter2";
  static final String PASSWORD = "job-\\\"hunter2";

  /** Who signs in with SCRAM, with PLAIN, with a certificate. */
  private static final List<String> USERS = List.of("User:scram", "User:plain", "User:CN=job");

  private final Path folder;
  private final EmbeddedKafka kafka;
  private final Admin admin;
  final int signedPort = freePort();
  final int mutualPort = freePort();

  SecuredKafka(Path folder) throws Exception {
    this.folder = folder;
    keys("broker", "CN=broker", "san=ip:127.0.0.1");
    keys("client", "CN=job", "san=dns:job");
    trust("of-broker", "broker");
    trust("of-client", "client");
    kafka = EmbeddedKafka.start(settings());
    admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    ScramCredentialInfo scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096);
    admin
        .alterUserScramCredentials(
            List.of(new UserScramCredentialUpsertion("scram", scram, meant(PASSWORD))))
        .all()
        .get(30, TimeUnit.SECONDS);
  }

  private Map<String, String> settings() {
    String plain = "org.apache.kafka.common.security.plain.PlainLoginModule required user_plain=";
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "listeners",
        "SIGNED://127.0.0.1:%d,MUTUAL://127.0.0.1:%d".formatted(signedPort, mutualPort));
    settings.put("advertised.listeners", settings.get("listeners"));
    settings.put("listener.security.protocol.map", "SIGNED:SASL_SSL,MUTUAL:SSL");
    settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-256,PLAIN");
    settings.put(
        "listener.name.signed.scram-sha-256.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    settings.put("listener.name.signed.plain.sasl.jaas.config", plain + "\"" + PASSWORD + "\";");
    settings.put("listener.name.mutual.ssl.client.auth", "required");
    settings.putAll(store("keystore", "broker"));
    settings.putAll(store("truststore", "of-client"));
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("super.users", "User:ANONYMOUS");
    return settings;
  }

  EmbeddedKafka broker() {
    return kafka;
  }

  /** The three settings of a key store or trust store. */
  Map<String, String> store(String kind, String name) {
    return Map.of(
        "ssl." + kind + ".location",
        file(name).toString(),
        "ssl." + kind + ".type",
        "PKCS12",
        "ssl." + kind + ".password",
        STORE_PASSWORD);
  }

  Path file(String name) {
    return folder.resolve(name + ".p12");
  }

  /** How a password in quotes is meant: without what escapes it. */
  private static String meant(String quoted) {
    return quoted.replace("\\\"", "\"");
  }

  private void keys(String name, String subject, String extension) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                name,
                "-dname",
                subject,
                "-ext",
                extension,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                file(name).toString(),
                "-storepass",
                STORE_PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
  }

  private void trust(String name, String whom) throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file(whom))) {
      keys.load(in, STORE_PASSWORD.toCharArray());
    }
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry(whom, keys.getCertificate(whom));
    try (OutputStream out = Files.newOutputStream(file(name))) {
      trust.store(out, STORE_PASSWORD.toCharArray());
    }
  }

  /** Grants a right to all users. */
  void grant(AclOperation right, ResourceType type, PatternType pattern, String... names)
      throws Exception {
    admin.createAcls(bindings(right, type, pattern, names)).all().get(30, TimeUnit.SECONDS);
  }

  /** Takes it away again. */
  void revoke(AclOperation right, ResourceType type, PatternType pattern, String... names)
      throws Exception {
    admin
        .deleteAcls(
            bindings(right, type, pattern, names).stream().map(AclBinding::toFilter).toList())
        .all()
        .get(30, TimeUnit.SECONDS);
  }

  private static List<AclBinding> bindings(
      AclOperation right, ResourceType type, PatternType pattern, String... names) {
    List<AclBinding> bindings = new ArrayList<>();
    for (String user : USERS) {
      Arrays.stream(names)
          .map(name -> new ResourcePattern(type, name, pattern))
          .forEach(
              resource ->
                  bindings.add(
                      new AclBinding(
                          resource,
                          new AccessControlEntry(user, "*", right, AclPermissionType.ALLOW))));
    }
    return bindings;
  }

  private static int freePort() {
    try (ServerSocket socket =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.getLocalPort();
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
  }

  @Override
  public void close() {
    admin.close();
    kafka.close();
  }
}
