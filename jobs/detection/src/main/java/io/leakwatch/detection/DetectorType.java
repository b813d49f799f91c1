package io.leakwatch.detection;

import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.option.Settings;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A line of the catalogue: who a detector is, which options it has, and how to arm it.
 *
 * @param options in the order in which they are explained; {@link #ENABLED} and {@link #MODE} are
 *     put before them
 * @param constructor makes the detector from its settings
 */
public record DetectorType(
    DetectorProfile profile, List<Option<?>> options, Constructor constructor)
    implements Serializable {

  /** Every detector has it: whether it runs. */
  public static final Option<Boolean> ENABLED =
      Option.flag("enabled", true)
          .because(
              "Whether the detector runs. On by default, because a leak that nobody watches for is"
                  + " found late.");

  /** Every detector has it: whether its alerts ask for action. */
  public static final Option<String> MODE =
      Option.oneOf("mode", "active", List.of("active", "shadow"))
          .because(
              "In shadow mode alerts are marked SHADOW. Use it to try a detector or a threshold"
                  + " beside the live ones, without waking anybody.");

  /** Makes a detector; serializable, because a job carries its detectors to its tasks. */
  @FunctionalInterface
  public interface Constructor extends Function<Settings, Detector<?>>, Serializable {}

  public DetectorType {
    options =
        Stream.concat(Stream.of(ENABLED, MODE), options.stream()).<Option<?>>map(o -> o).toList();
  }

  public String id() {
    return profile.id();
  }

  /** This detector with all defaults. */
  public Armed armed() {
    return new Armed(this, Settings.defaults(options));
  }

  /** This detector with the given settings. */
  public Armed armed(Settings settings) {
    return new Armed(this, settings);
  }

  /** A detector and its settings: what a job carries to its tasks. */
  public record Armed(DetectorType type, Settings settings) implements Serializable {

    public boolean isEnabled() {
      return settings.get(ENABLED);
    }

    public boolean isShadow() {
      return settings.get(MODE).equals("shadow");
    }

    /** Makes the detector, a new one each time. */
    public Detector<?> newDetector() {
      return type.constructor().apply(settings);
    }
  }
}
