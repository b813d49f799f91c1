package io.leakwatch.workbench.terminal;

import java.time.ZoneId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** In which zone a command writes times. */
public final class MomentsMixin {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--utc", description = "Times in UTC, as without any of the two.")
  private boolean utc;

  @Option(names = "--local", description = "Times in this machine's time zone.")
  private boolean local;

  /**
   * Words for times.
   *
   * @throws ParameterException if both zones are asked for
   */
  public Moments moments() {
    if (utc && local) {
      throw new ParameterException(spec.commandLine(), "give --utc or --local, not both");
    }
    return local ? new Moments(ZoneId.systemDefault()) : Moments.UTC;
  }
}
