package io.leakwatch.workbench.importing;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Reason;
import io.leakwatch.workbench.importing.lines.Remarks;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Which address stands for which host, as a table. Names hold no commas, quotes or formulas. */
final class HostList {

  private HostList() {}

  static void write(Path file, Map<String, Remarks.StandIn> hosts) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("address,host,events\n");
      for (Map.Entry<String, Remarks.StandIn> host : hosts.entrySet()) {
        out.write(
            "%s,%s,%d\n"
                .formatted(host.getValue().address(), host.getKey(), host.getValue().events()));
      }
    } catch (IOException fault) {
      throw new CommandFault("cannot write " + file + ": " + Reason.of(fault), fault);
    }
  }
}
