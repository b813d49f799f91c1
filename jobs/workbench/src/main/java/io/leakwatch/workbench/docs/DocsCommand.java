package io.leakwatch.workbench.docs;

import io.leakwatch.workbench.demo.DemoExcerpt;
import io.leakwatch.workbench.terminal.CheckoutMixin;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch docs}: the generated pages of a checkout. */
@Command(
    name = "docs",
    description = {
      "Regenerates the generated pages in a checkout: docs/detectors.md, docs/metrics.md,"
          + " docs/options.md, docs/what-to-log.md, docs/console-options.md, the option tables of the"
          + " detectors' pages, and the catalogue in README.md.",
      "With --demo also the excerpt of a demo in README.md, from a real run of two minutes."
    })
public final class DocsCommand implements Callable<Integer> {

  /** Short and not under version control; it is shown as it stands here. */
  private static final Path DEMO_FOLDER = Path.of("target/demo");

  @Spec private CommandSpec spec;
  @Mixin private CheckoutMixin checkout;

  private final List<GeneratedPages.Page> more;

  /**
   * @param more pages of modules that this one does not know
   */
  public DocsCommand(List<GeneratedPages.Page> more) {
    this.more = List.copyOf(more);
  }

  @Option(
      names = "--demo",
      description = "Run a demo, and put an excerpt of what it shows into README.md.")
  private boolean demo;

  @Override
  public Integer call() throws Exception {
    Path root = checkout.root();
    GeneratedPages pages = new GeneratedPages(root, more);
    List<GeneratedPages.Page> written = new ArrayList<>(pages.write());
    if (demo) {
      written.add(pages.writeDemo(DemoExcerpt.make(DEMO_FOLDER)));
    }
    PrintWriter out = spec.commandLine().getOut();
    written.forEach(page -> out.println("written: " + page.file()));
    if (written.isEmpty()) {
      out.println("every page is up to date");
    }
    return 0;
  }
}
