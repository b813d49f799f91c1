package io.leakwatch.traffic.world;

/**
 * Who calls, with what, from where: what the events of one visit have in common.
 *
 * @param account id of the account; null for nobody
 * @param session id of the session; null outside one
 */
public record Caller(String account, Client client, Connection from, String session) {

  public Caller at(Connection elsewhere) {
    return new Caller(account, client, elsewhere, session);
  }

  public Caller as(String otherAccount) {
    return new Caller(otherAccount, client, from, session);
  }
}
