package io.leakwatch.workbench.bare;

import io.leakwatch.workbench.bare.ComposeFile.Service;
import io.leakwatch.workbench.cluster.ClusterPath;
import io.leakwatch.workbench.process.Child;
import io.leakwatch.workbench.process.Child.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;

/**
 * What ZooKeeper's official image does with its defaults; the server is the one in Flink's jars.
 */
final class ZooKeeperImage {

  private static final int PORT = 2181;

  private final Service service;
  private final Ground ground;

  ZooKeeperImage(Service service, Ground ground) {
    this.service = service;
    this.ground = ground;
  }

  Child process() throws IOException {
    Path folder = ground.folder(service);
    String settings =
        """
        clientPort=%d
        clientPortAddress=%s
        tickTime=2000
        admin.enableServer=false
        dataDir=/data
        dataLogDir=/datalog
        """
            .formatted(ground.port(service.name(), PORT), Ground.LOOPBACK);
    Path file = Files.writeString(folder.resolve("zoo.properties"), ground.put(service, settings));
    return new Child(
        service.name(),
        folder,
        "128m",
        new Program(
            FlinkZooKeeperQuorumPeer.class.getName(),
            List.of("--zkConfigFile", file.toString(), "--peerId", "1"),
            ClusterPath.ofFlink(),
            List.of("-Dlogback.configurationFile=cluster-log.xml")));
  }
}
