package io.leakwatch.workbench.schemas;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch schemas}: what there is to do with a schema registry. */
@Command(
    name = "schemas",
    description = "Compares this version's schemas with those of a registry.",
    subcommands = SchemasCheckCommand.class)
public final class SchemasCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: schemas check");
  }
}
