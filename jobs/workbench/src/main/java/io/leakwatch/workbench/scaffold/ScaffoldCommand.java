package io.leakwatch.workbench.scaffold;

import io.leakwatch.local.CommandFault;
import io.leakwatch.pipeline.gaps.Gaps;
import io.leakwatch.workbench.terminal.CheckoutMixin;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch scaffold}: a new detector's room. */
@Command(
    name = "scaffold",
    description = {
      "Creates the folder of a new detector in a checkout and adds its line to the catalogue.",
      "The new folder holds a small detector that works, with its page and its cases. Change it"
          + " into yours; the tests say what is missing."
    })
public final class ScaffoldCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private CheckoutMixin checkout;

  @Parameters(
      paramLabel = "ID",
      description = "The new detector's id: lower-case words joined by hyphens.")
  private String id;

  @Override
  public Integer call() throws IOException {
    if (id.equals(Gaps.ID)) {
      throw new CommandFault(
          "the job itself raises alerts under the id " + Gaps.ID + "; choose another id");
    }
    Path root = checkout.root();
    NewRoom room = room(root);
    if (Files.exists(room.folder())) {
      throw new CommandFault(
          "there is a folder " + root.relativize(room.folder()) + " already; choose another id");
    }
    List<Path> written = room.build();
    PrintWriter out = spec.commandLine().getOut();
    written.forEach(file -> out.println("written: " + root.relativize(file)));
    out.println("next: mvn spotless:apply, ./leakwatch docs, mvn -pl jobs/pipeline -am test");
    return 0;
  }

  private NewRoom room(Path root) {
    try {
      return new NewRoom(root, id);
    } catch (IllegalArgumentException fault) {
      throw new ParameterException(spec.commandLine(), fault.getMessage(), fault);
    }
  }
}
