package io.leakwatch.workbench.generate;

import io.leakwatch.detection.words.Shown;
import io.leakwatch.traffic.worlds.World;
import io.leakwatch.workbench.terminal.Nearest;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A world by its name; another name is refused, with the one that may have been meant. */
public final class WorldConverter implements ITypeConverter<World> {

  @Override
  public World convert(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    return World.named(name)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "there is no world \"%s\"%s"
                        .formatted(
                            Shown.text(text),
                            Nearest.hint(
                                name, World.ids(), "; './leakwatch generate --help' lists them"))));
  }
}
