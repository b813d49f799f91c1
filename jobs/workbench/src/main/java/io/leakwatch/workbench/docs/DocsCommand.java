package io.leakwatch.workbench.docs;

import io.leakwatch.workbench.terminal.CheckoutMixin;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch docs}: the generated pages of a checkout. */
@Command(
    name = "docs",
    description = {
      "Regenerates the generated pages in a checkout: docs/detectors.md, docs/options.md, the option"
          + " tables of the detectors' pages, and the catalogue in README.md."
    })
public final class DocsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private CheckoutMixin checkout;

  @Override
  public Integer call() throws Exception {
    Path root = checkout.root();
    List<GeneratedPages.Page> written = new GeneratedPages(root).write();
    PrintWriter out = spec.commandLine().getOut();
    written.forEach(page -> out.println("written: " + page.file()));
    if (written.isEmpty()) {
      out.println("every page is up to date");
    }
    return 0;
  }
}
