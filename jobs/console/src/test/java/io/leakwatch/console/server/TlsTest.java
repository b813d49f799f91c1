package io.leakwatch.console.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.console.Browser;
import io.leakwatch.local.CommandFault;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page by https, with certificates that the JDK's own tool made. */
class TlsTest {

  @TempDir private static Path folder;
  private static Path certificate;
  private static Path key;
  private static Path otherKey;
  private static SSLContext trusting;

  @BeforeAll
  static void make() throws Exception {
    KeyStore store = made("own", "EC", "-groupname", "secp256r1");
    certificate = pem("own.crt", "CERTIFICATE", store.getCertificate("own").getEncoded());
    key = keyOf(store, "own");
    otherKey = keyOf(made("other", "RSA", "-keysize", "2048"), "other");
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, trust.getTrustManagers(), null);
  }

  private static KeyStore made(String name, String algorithm, String... how) throws Exception {
    Path file = folder.resolve(name + ".p12");
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit"));
    command.addAll(List.of(how));
    Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(tool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, "changeit".toCharArray());
    }
    return store;
  }

  private static Path keyOf(KeyStore store, String name) throws Exception {
    Key secret = store.getKey(name, "changeit".toCharArray());
    return pem(name + ".key", "PRIVATE KEY", secret.getEncoded());
  }

  private static Path pem(String name, String what, byte[] der) throws Exception {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what));
  }

  @Test
  void thePageIsServedByHttps() {
    Address address = new Address("127.0.0.1", 0, certificate, key);
    try (WebServer server =
        WebServer.start(
            address,
            routes -> {},
            List.of(
                routes ->
                    routes.get(
                        "/api/x", request -> request.json(Map.of("s", request.scheme())))))) {
      assertThat(server.uri().getScheme()).isEqualTo("https");
      assertThat(new Browser(server.uri(), trusting).get("/api/x").body())
          .isEqualTo("{\"s\":\"https\"}");
    }
  }

  @Test
  void filesThatDoNotFitAreSaidInWords() throws Exception {
    assertRefused(certificate, otherKey, "is not that of the certificate");
    assertRefused(key, key, "holds no certificate in PEM");
    assertRefused(certificate, certificate, "holds no private key in PEM");
    assertRefused(folder.resolve("none.crt"), key, "there is no such file");
    Path old = pem("old.key", "EC PRIVATE KEY", new byte[] {1, 2, 3});
    assertRefused(certificate, old, "openssl pkcs8 -topk8");
    Path damaged = pem("damaged.key", "PRIVATE KEY", new byte[] {1, 2, 3});
    assertRefused(certificate, damaged, "no RSA, EC or Ed25519 key");
  }

  private static void assertRefused(Path certificate, Path key, String words) {
    Address address = new Address("127.0.0.1", 0, certificate, key);

    assertThatThrownBy(() -> WebServer.start(address, routes -> {}, List.of()).close())
        .isInstanceOf(CommandFault.class)
        .hasMessageContaining(words);
  }
}
