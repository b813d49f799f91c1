package io.leakwatch.local.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A port in front of a broker whose first visitors wait for ever. */
final class SlowDoor implements AutoCloseable {

  private final ServerSocket door;
  private final int broker;
  private final int waiting;
  private final ConcurrentLinkedQueue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final AtomicInteger opened = new AtomicInteger();

  /**
   * @param waiting how many connections are taken and never served
   */
  SlowDoor(String broker, int waiting) throws IOException {
    this.door = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    this.broker = Integer.parseInt(broker.split(":", 2)[1]);
    this.waiting = waiting;
    daemon(this::serve);
  }

  int port() {
    return door.getLocalPort();
  }

  int opened() {
    return opened.get();
  }

  private void serve() {
    try {
      while (true) {
        Socket visitor = door.accept();
        sockets.add(visitor);
        if (opened.incrementAndGet() > waiting) {
          Socket server = new Socket(door.getInetAddress(), broker);
          sockets.add(server);
          daemon(() -> pass(visitor, server));
          daemon(() -> pass(server, visitor));
        }
      }
    } catch (IOException closed) {
      // as it should be
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException closed) {
      // either side may go
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "slow-door");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
    List<Socket> all = new ArrayList<>(sockets);
    for (Socket socket : all) {
      socket.close();
    }
  }
}
