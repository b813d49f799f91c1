package io.leakwatch.traffic.world;

import io.leakwatch.schemas.ClientKind;

/**
 * The program that calls.
 *
 * @param deviceId stable id of the device it runs on; null where it has none
 * @param userAgent as sent; null where none is
 * @param clientId the OAuth client; null for none
 * @param kind whose program it is
 */
public record Client(String deviceId, String userAgent, String clientId, ClientKind kind) {

  public static Client firstParty(String deviceId, String userAgent) {
    return new Client(
        deviceId, userAgent, UserAgents.clientIdOf(userAgent), ClientKind.FIRST_PARTY);
  }

  public static Client anonymous(String userAgent) {
    return new Client(null, userAgent, null, ClientKind.ANONYMOUS);
  }
}
