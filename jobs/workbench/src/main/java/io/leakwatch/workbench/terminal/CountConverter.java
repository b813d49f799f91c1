package io.leakwatch.workbench.terminal;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how many there are: {@code 200000}, {@code 200k}, {@code 10M}. */
public final class CountConverter implements ITypeConverter<Long> {

  private static final Pattern COUNT = Pattern.compile("([0-9]{1,10})([km]?)");

  @Override
  public Long convert(String text) {
    Matcher count = COUNT.matcher(text.toLowerCase(Locale.ROOT));
    if (!count.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is no count; write it like 200000, 200k or 10M");
    }
    long unit =
        switch (count.group(2)) {
          case "k" -> 1_000;
          case "m" -> 1_000_000;
          default -> 1;
        };
    return Long.parseLong(count.group(1)) * unit;
  }
}
