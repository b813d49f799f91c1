package io.leakwatch.console.server;

import java.nio.file.Path;

/**
 * Where the server listens.
 *
 * @param host name or address to bind to
 * @param port 0 for any that is free
 * @param certificate PEM, with its chain; null for no TLS
 * @param key PEM, of the certificate; null for no TLS
 */
public record Address(String host, int port, Path certificate, Path key) {

  /** Without TLS. */
  public static Address of(String host, int port) {
    return new Address(host, port, null, null);
  }

  /** Whether it speaks TLS. */
  public boolean isTls() {
    return certificate != null;
  }
}
