package io.leakwatch.workbench.terminal;

import io.leakwatch.detection.option.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a span of time as the configuration does: {@code 90s}, {@code 1h30m}, {@code 2d}. */
public final class SpanConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException fault) {
      throw new TypeConversionException(fault.getMessage());
    }
  }
}
