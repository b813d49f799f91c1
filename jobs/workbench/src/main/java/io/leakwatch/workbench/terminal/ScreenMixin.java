package io.leakwatch.workbench.terminal;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How wide a command may write. */
public final class ScreenMixin {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--width",
      paramLabel = "N",
      description =
          "Columns of a line, 80 or more. Default: the variable COLUMNS, or the terminal's width, or"
              + " 120 where there is no terminal.")
  private Integer width;

  /**
   * The screen that there is.
   *
   * @throws ParameterException if a width is given that is too small
   */
  @SuppressWarnings("SystemConsoleNull") // true of the one Java version that this runs on
  public Screen screen() {
    Screen found =
        Screen.of(
            System.getenv(), System.console() != null, () -> spec.root().usageMessage().width());
    if (width == null) {
      return found;
    }
    if (width < Screen.NARROWEST) {
      throw new ParameterException(
          spec.commandLine(),
          "--width is %d, but must be %d or more".formatted(width, Screen.NARROWEST));
    }
    return new Screen(width, found.coloured());
  }
}
