package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** One of the clients that use a session: what it sends, and the last networks it used. */
final class SessionClient {

  private static final int MOST_NETWORKS = 3;
  private static final long[] NONE = {};

  int device;
  long firstAt;
  long lastAt;
  private int userAgent;

  /**
   * The latest first; twice the network's number, and one more if the event carried the device
   * there.
   */
  private long[] networks = NONE;

  /**
   * @param userAgent hash; 0 where none was sent
   * @param device hash; 0 where not known
   */
  SessionClient(int userAgent, int device, long at) {
    this.userAgent = userAgent;
    this.device = device;
    this.firstAt = at;
    this.lastAt = at;
  }

  /** Whether nothing speaks against it: the same user agent, and not another device. */
  boolean mayBe(int otherAgent, int otherDevice) {
    return userAgent == otherAgent && (device == 0 || otherDevice == 0 || device == otherDevice);
  }

  /** This client, as it now shows itself: programs are updated, devices become known. */
  SessionClient telling(int newAgent, int newDevice) {
    if (newDevice != 0) {
      userAgent = newAgent;
      device = newDevice;
    }
    return this;
  }

  boolean wasUsed() {
    return networks.length > 0;
  }

  boolean usesNetwork(long network) {
    for (long used : networks) {
      if (used >> 1 == network) {
        return true;
      }
    }
    return false;
  }

  long latestNetwork() {
    return networks[0] >> 1;
  }

  /**
   * It is used over a network.
   *
   * @param deviceTold the event itself carries the device
   */
  void use(long network, boolean deviceTold, long at) {
    firstAt = Math.min(firstAt, at);
    lastAt = Math.max(lastAt, at);
    long told = deviceTold ? 1 : 0;
    if (wasUsed() && latestNetwork() == network) {
      networks[0] |= told;
      return;
    }
    long[] now = new long[networks.length + 1];
    int kept = 1;
    for (long used : networks) {
      if (used >> 1 == network) {
        told |= used & 1;
      } else {
        now[kept++] = used;
      }
    }
    now[0] = network << 1 | told;
    networks = Arrays.copyOf(now, Math.min(MOST_NETWORKS, kept));
  }

  /**
   * Not on the same device, and never seen on a network of the other's. Where both devices are
   * known, only an event that carries its device shows which of the two it was.
   */
  boolean isElsewhereThan(SessionClient other) {
    boolean bothKnown = device != 0 && other.device != 0;
    if (bothKnown && device == other.device) {
      return false;
    }
    for (long used : networks) {
      for (long others : other.networks) {
        boolean counts = !bothKnown || (used & others & 1) != 0;
        if (counts && used >> 1 == others >> 1) {
          return false;
        }
      }
    }
    return true;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(userAgent);
    out.writeByte(networks.length << 1 | (device == 0 ? 0 : 1));
    if (device != 0) {
      out.writeInt(device);
    }
    VarInts.write(lastAt, out);
    VarInts.write(lastAt - firstAt, out);
    for (long network : networks) {
      VarInts.write(network, out);
    }
  }

  static SessionClient read(DataInput in) throws IOException {
    int userAgent = in.readInt();
    int networksAndDevice = in.readByte();
    int device = (networksAndDevice & 1) == 0 ? 0 : in.readInt();
    long lastAt = VarInts.read(in);
    SessionClient client = new SessionClient(userAgent, device, lastAt);
    client.firstAt = lastAt - VarInts.read(in);
    client.networks = new long[networksAndDevice >> 1];
    for (int i = 0; i < client.networks.length; i++) {
      client.networks[i] = VarInts.read(in);
    }
    return client;
  }
}
