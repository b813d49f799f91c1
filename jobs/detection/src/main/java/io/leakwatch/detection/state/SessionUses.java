package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Which clients used each of the last few sessions of an account, and over which networks: so that
 * one session that lives in two places at once is distinguished from one that moves. A session with
 * one client takes about 20 bytes, and is forgotten when it was not used for so long.
 *
 * <p>A client is a user agent on a device, as far as either is known: two sightings of one device
 * are one client whatever they send, two devices are two clients even if they send the same.
 */
public final class SessionUses implements StatePart {

  private static final int MOST_CLIENTS = 3;

  /**
   * A session that went back to a client it had been used by before, while another used it from
   * elsewhere in between.
   *
   * @param returns how often it has gone back so far, 1 or more
   * @param since when the later one of the two clients first used it, epoch milliseconds
   * @param network the network that the client now uses
   * @param otherNetwork a network of the client before it
   * @param differentDevices the devices of both clients are known, and differ
   */
  public record Return(
      int returns, long since, long network, long otherNetwork, boolean differentDevices) {}

  private final int capacity;
  private final long lifeMillis;
  private List<Session> sessions;

  /**
   * @param capacity how many sessions are kept, 1 to 100
   * @param life how long a session is kept after it was last used
   */
  public SessionUses(int capacity, Duration life) {
    this.capacity = capacity;
    this.lifeMillis = life.toMillis();
  }

  /**
   * Sees a session used.
   *
   * @param session hash of its id, not 0
   * @param userAgent hash of the user agent; 0 where none was sent
   * @param device hash of the device; 0 where not known
   * @param network number of the network, 1 or more
   * @return that it went back to a client whose networks and the other's have nothing in common;
   *     null for any other use
   */
  public Return use(long session, long userAgent, long device, long network, long at) {
    Session used = sessionOf(fold(session), at);
    SessionClient client = used.clientOf(fold(userAgent), fold(device), network, at);
    return client == null ? null : used.usedBy(client, device != 0, network, at);
  }

  /** Whether more than one client is known to have used a session. */
  public boolean isShared(long session, long at) {
    int hash = fold(session);
    if (sessions != null) {
      for (Session each : sessions) {
        if (each.hash == hash && each.clients.size() > 1 && at - each.lastAt() <= lifeMillis) {
          return true;
        }
      }
    }
    return false;
  }

  private Session sessionOf(int hash, long at) {
    if (sessions == null) {
      sessions = new ArrayList<>(1);
    }
    sessions.removeIf(session -> at - session.lastAt() > lifeMillis);
    for (Session session : sessions) {
      if (session.hash == hash) {
        return session;
      }
    }
    if (sessions.size() == capacity) {
      sessions.remove(0);
    }
    Session session = new Session(hash);
    sessions.add(session);
    return session;
  }

  /** Hash of fewer bits; 0 only for 0. */
  private static int fold(long hash) {
    int folded = (int) (hash ^ (hash >>> 32));
    return folded == 0 && hash != 0 ? 1 : folded;
  }

  @Override
  public long endsAt() {
    long end = NEVER;
    if (sessions != null) {
      for (Session session : sessions) {
        end = Math.max(end, session.lastAt() + lifeMillis);
      }
    }
    return end;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    VarInts.write(sessions.size(), out);
    for (Session session : sessions) {
      session.write(out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int size = VarInts.readCount(in);
    sessions = new ArrayList<>(Math.min(size, capacity));
    for (int i = 0; i < size; i++) {
      Session session = Session.read(in);
      if (i >= size - capacity) {
        sessions.add(session);
      }
    }
  }

  /** One session. */
  private static final class Session {

    final int hash;
    private final List<SessionClient> clients = new ArrayList<>(1);
    private SessionClient last;
    private int returns;

    Session(int hash) {
      this.hash = hash;
    }

    long lastAt() {
      long lastAt = NEVER;
      for (SessionClient client : clients) {
        lastAt = Math.max(lastAt, client.lastAt);
      }
      return lastAt;
    }

    /** The client that this is, or a new one; null where it might be either of two, or no room. */
    SessionClient clientOf(int userAgent, int device, long network, long at) {
      int candidates = 0;
      SessionClient found = null;
      for (SessionClient client : clients) {
        if (device != 0 && client.device == device) {
          return client.telling(userAgent, device);
        }
        if (client.mayBe(userAgent, device)) {
          candidates++;
          found = found == null || client.usesNetwork(network) ? client : found;
        }
      }
      if (candidates > 0) {
        boolean isClear = candidates == 1 || found.usesNetwork(network);
        return isClear ? found.telling(userAgent, device) : null;
      }
      return clients.size() == MOST_CLIENTS ? null : added(userAgent, device, at);
    }

    private SessionClient added(int userAgent, int device, long at) {
      SessionClient client = new SessionClient(userAgent, device, at);
      clients.add(client);
      return client;
    }

    Return usedBy(SessionClient client, boolean deviceTold, long network, long at) {
      SessionClient before = last;
      boolean isBack = before != null && before != client && client.wasUsed();
      client.use(network, deviceTold, at);
      last = client;
      if (!isBack || !client.isElsewhereThan(before)) {
        return null;
      }
      returns++;
      return new Return(
          returns,
          Math.max(client.firstAt, before.firstAt),
          network,
          before.latestNetwork(),
          client.device != 0 && before.device != 0);
    }

    void write(DataOutput out) throws IOException {
      out.writeInt(hash);
      out.writeByte(clients.size() << 2 | Math.max(0, clients.indexOf(last)));
      if (clients.size() > 1) {
        VarInts.write(returns, out);
      }
      for (SessionClient client : clients) {
        client.write(out);
      }
    }

    static Session read(DataInput in) throws IOException {
      Session session = new Session(in.readInt());
      int sizeAndLast = in.readByte();
      int size = sizeAndLast >> 2;
      session.returns = size > 1 ? VarInts.readInt(in) : 0;
      for (int i = 0; i < size; i++) {
        session.clients.add(SessionClient.read(in));
      }
      session.last = size == 0 ? null : session.clients.get(sizeAndLast & 3);
      return session;
    }
  }
}
