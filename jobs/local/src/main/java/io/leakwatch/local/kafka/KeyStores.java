package io.leakwatch.local.kafka;

import io.leakwatch.local.CommandFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.SslConfigs;

/**
 * The files with certificates and keys, opened before Kafka's clients do, to say which is wrong.
 */
final class KeyStores {

  private static final String KEYS = "kafka.properties.";

  private KeyStores() {}

  /**
   * Opens those that the clients' properties name.
   *
   * @throws CommandFault if one cannot be opened; the message says which, why and what to do
   */
  static void check(Map<String, String> properties) {
    if (properties.containsKey(AbstractConfig.CONFIG_PROVIDERS_CONFIG)) {
      return; // What the passwords are, only Kafka's clients then know.
    }
    open(
        "trust store",
        properties,
        SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
        SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG,
        SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG);
    KeyStore keys =
        open(
            "key store",
            properties,
            SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
            SslConfigs.SSL_KEYSTORE_TYPE_CONFIG,
            SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG);
    if (keys != null) {
      checkKeys(keys, properties);
    }
  }

  /** Null if there is none, or it is one that only Kafka reads. */
  private static KeyStore open(
      String what, Map<String, String> properties, String location, String type, String password) {
    String kind = properties.getOrDefault(type, "JKS");
    if (!properties.containsKey(location)) {
      return null;
    }
    Path file = readable(what, properties.get(location), location);
    if (kind.equalsIgnoreCase("PEM")) {
      return null;
    }
    String secret = properties.get(password);
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(kind);
      store.load(in, secret == null ? null : secret.toCharArray());
      return store;
    } catch (KeyStoreException unknown) {
      throw fault(what, file, "there is no type " + kind, type, unknown);
    } catch (GeneralSecurityException | IOException fault) {
      if (fault.getCause() instanceof UnrecoverableKeyException) {
        throw fault(what, file, "its password is another one", password, fault);
      }
      throw fault(what, file, "it is no store of type " + kind, type, fault);
    }
  }

  private static Path readable(String what, String location, String key) {
    try {
      Path file = Path.of(location);
      if (Files.isRegularFile(file) && Files.isReadable(file)) {
        return file;
      }
      String why =
          !Files.exists(file)
              ? "there is no such file"
              : Files.isRegularFile(file) ? "this user may not read it" : "it is no file";
      throw fault(what, file, why, key, null);
    } catch (InvalidPathException noPath) {
      throw new CommandFault("%s%s is no path of a %s".formatted(KEYS, key, what), noPath);
    }
  }

  private static void checkKeys(KeyStore keys, Map<String, String> properties) {
    String secret =
        properties.getOrDefault(
            SslConfigs.SSL_KEY_PASSWORD_CONFIG,
            properties.get(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG));
    Path file = Path.of(properties.get(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG));
    try {
      boolean any = false;
      for (String alias : Collections.list(keys.aliases())) {
        any |= keys.isKeyEntry(alias);
        keys.getKey(alias, secret == null ? null : secret.toCharArray());
      }
      if (!any) {
        throw fault(
            "key store",
            file,
            "there is no key in it, only certificates",
            SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
            null);
      }
    } catch (GeneralSecurityException fault) {
      throw fault(
          "key store",
          file,
          "the password of a key in it is another one",
          SslConfigs.SSL_KEY_PASSWORD_CONFIG,
          fault);
    }
  }

  private static CommandFault fault(
      String what, Path file, String why, String key, Exception cause) {
    return new CommandFault(
        "cannot read the %s %s: %s; check %s%s".formatted(what, file, why, KEYS, key), cause);
  }
}
