package io.leakwatch.console.server;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A certificate with its chain, and its key, as PEM files. */
final class TlsFiles {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----(.*?)-----END", Pattern.DOTALL);

  private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519");
  private static final char[] NO_PASSWORD = {};

  private TlsFiles() {}

  /**
   * What a server shows and proves with them.
   *
   * @throws CommandFault if they cannot be read, or do not belong together
   */
  static SslContextFactory.Server of(Path certificate, Path key) {
    Certificate[] chain = chain(certificate);
    PrivateKey secret = key(key);
    requirePair(chain[0].getPublicKey(), secret, certificate, key);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      store.setKeyEntry("console", secret, NO_PASSWORD, chain);
      SslContextFactory.Server factory = new SslContextFactory.Server();
      factory.setKeyStore(store);
      factory.setKeyStorePassword("");
      factory.setSniRequired(false);
      factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
      return factory;
    } catch (GeneralSecurityException | IOException fault) {
      throw new CommandFault(
          "cannot use the certificate %s: %s".formatted(certificate, Reason.of(fault)), fault);
    }
  }

  private static Certificate[] chain(Path file) {
    try {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes(file)));
      if (!found.isEmpty()) {
        return found.toArray(Certificate[]::new);
      }
    } catch (GeneralSecurityException fault) {
      throw noCertificate(file, fault);
    }
    throw noCertificate(file, null);
  }

  private static CommandFault noCertificate(Path file, Exception cause) {
    return new CommandFault(
        "%s holds no certificate in PEM; check console.tls.certificate".formatted(file), cause);
  }

  private static PrivateKey key(Path file) {
    Matcher pem = KEY.matcher(new String(bytes(file), StandardCharsets.US_ASCII));
    if (!pem.find()) {
      throw new CommandFault(
          "%s holds no private key in PEM; check console.tls.key".formatted(file));
    }
    if (!pem.group(1).isEmpty()) {
      throw new CommandFault(
          ("%s is an '%sPRIVATE KEY'; only a plain 'PRIVATE KEY' can be read; convert it:"
                  + " openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW")
              .formatted(file, pem.group(1)));
    }
    byte[] der;
    try {
      der = Base64.getMimeDecoder().decode(pem.group(2));
    } catch (IllegalArgumentException noBase64) {
      throw damaged(file, noBase64);
    }
    return KINDS.stream()
        .map(kind -> key(kind, der))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() -> damaged(file, null));
  }

  /** Null if it is of another kind. */
  private static PrivateKey key(String kind, byte[] der) {
    try {
      return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException notThisKind) {
      return null;
    }
  }

  private static CommandFault damaged(Path file, Exception cause) {
    return new CommandFault(
        "%s holds no RSA, EC or Ed25519 key that can be read; check console.tls.key"
            .formatted(file),
        cause);
  }

  /** Something signed with the one can be checked with the other. */
  private static void requirePair(PublicKey known, PrivateKey secret, Path certificate, Path key) {
    String scheme =
        switch (known.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> known.getAlgorithm();
        };
    byte[] text = "console".getBytes(StandardCharsets.US_ASCII);
    try {
      Signature signing = Signature.getInstance(scheme);
      signing.initSign(secret);
      signing.update(text);
      Signature checking = Signature.getInstance(scheme);
      checking.initVerify(known);
      checking.update(text);
      if (checking.verify(signing.sign())) {
        return;
      }
    } catch (GeneralSecurityException ofAnotherKind) {
      throw noPair(certificate, key, ofAnotherKind);
    }
    throw noPair(certificate, key, null);
  }

  private static CommandFault noPair(Path certificate, Path key, Exception cause) {
    return new CommandFault(
        "the key %s is not that of the certificate %s; check console.tls.key"
            .formatted(key, certificate),
        cause);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException fault) {
      throw new CommandFault(
          "cannot read %s: %s; check console.tls.certificate and console.tls.key"
              .formatted(file, Reason.of(fault)),
          fault);
    }
  }
}
