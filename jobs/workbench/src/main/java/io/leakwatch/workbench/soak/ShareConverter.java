package io.leakwatch.workbench.soak;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a share of a whole, of at most a half: {@code 5%} or {@code 0.05}. */
final class ShareConverter implements ITypeConverter<Double> {

  private static final double MOST = 0.5;

  @Override
  public Double convert(String text) {
    try {
      double share =
          text.endsWith("%")
              ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
              : Double.parseDouble(text);
      if (share >= 0 && share <= MOST) {
        return share;
      }
    } catch (NumberFormatException none) {
      // said below
    }
    throw new TypeConversionException(
        "'" + text + "' is no share of 0 to 50 %; write it like 5% or 0.05");
  }
}
