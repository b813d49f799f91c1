package io.leakwatch.workbench.chaos;

import io.leakwatch.local.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A broker in a process of its own. */
final class BrokerProcess {

  private BrokerProcess() {}

  /** Runs until it is ended; arguments are the data's folder, a port, and the controller's. */
  public static void main(String[] args) throws Exception {
    EmbeddedKafka.startIn(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    new CountDownLatch(1).await();
  }
}
