package io.leakwatch.detection.option;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How values of one type are read from a configuration, compared and written. */
abstract class OptionType<T> implements Serializable {

  static final OptionType<Integer> WHOLE =
      new OptionType<>("whole number") {
        @Override
        Integer parse(Object raw) {
          if (raw instanceof Number number && number.doubleValue() == number.intValue()) {
            return number.intValue();
          }
          throw wanted(raw);
        }

        @Override
        int compare(Integer a, Integer b) {
          return Integer.compare(a, b);
        }
      };

  static final OptionType<Double> NUMBER =
      new OptionType<>("number") {
        @Override
        Double parse(Object raw) {
          if (raw instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
          }
          throw wanted(raw);
        }

        @Override
        int compare(Double a, Double b) {
          return Double.compare(a, b);
        }

        @Override
        String write(Double value, Double most) {
          return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
        }
      };

  static final OptionType<Boolean> FLAG =
      new OptionType<>("true or false", "is neither true nor false") {
        @Override
        Boolean parse(Object raw) {
          if (raw instanceof Boolean flag) {
            return flag;
          }
          throw wanted(raw);
        }
      };

  static final OptionType<String> TEXT =
      new OptionType<>("text") {
        @Override
        String parse(Object raw) {
          if (raw instanceof String || raw instanceof Number) {
            return raw.toString();
          }
          throw wanted(raw);
        }
      };

  static final OptionType<List<Integer>> WHOLES = new ListType<>(WHOLE, "list of whole numbers");

  static final OptionType<List<String>> TEXTS = new ListType<>(TEXT, "list of texts");

  static final OptionType<Duration> DURATION = new DurationType();

  private final String name;
  private final String fault;

  private OptionType(String name) {
    this(name, "is not a " + name);
  }

  private OptionType(String name, String fault) {
    this.name = name;
    this.fault = fault;
  }

  static OptionType<String> oneOf(List<String> allowed) {
    List<String> names = List.copyOf(allowed);
    String allowedNames =
        "one of "
            + names.stream().filter(name -> !name.isEmpty()).collect(Collectors.joining(", "))
            + (names.contains("") ? ", or empty" : "");
    return new OptionType<>(allowedNames, "is not " + allowedNames) {
      @Override
      String parse(Object raw) {
        if (raw instanceof String text && names.contains(text)) {
          return text;
        }
        throw wanted(raw);
      }
    };
  }

  String name() {
    return name;
  }

  abstract T parse(Object raw);

  int compare(T a, T b) {
    throw new UnsupportedOperationException("a " + name + " has no bounds");
  }

  /**
   * A value as one would write it in the configuration.
   *
   * @param most the highest value that is allowed; null where any is
   */
  String write(T value, T most) {
    return String.valueOf(value);
  }

  final IllegalArgumentException wanted(Object raw) {
    return new IllegalArgumentException("'" + raw + "' " + fault);
  }

  private static final class ListType<E> extends OptionType<List<E>> {
    private final OptionType<E> element;

    ListType(OptionType<E> element, String name) {
      super(name);
      this.element = element;
    }

    @Override
    List<E> parse(Object raw) {
      if (!(raw instanceof List<?> list)) {
        throw wanted(raw);
      }
      List<E> values = new ArrayList<>();
      list.forEach(value -> values.add(element.parse(value)));
      return List.copyOf(values);
    }
  }

  private static final class DurationType extends OptionType<Duration> {

    DurationType() {
      super("duration");
    }

    @Override
    Duration parse(Object raw) {
      return Durations.parse(String.valueOf(raw));
    }

    @Override
    int compare(Duration a, Duration b) {
      return a.compareTo(b);
    }

    @Override
    String write(Duration value, Duration most) {
      // In the unit of the longest, as people who write 3650d write 0d.
      return value.isZero() && most != null
          ? Durations.write(most).replaceFirst("\\d+", "0")
          : Durations.write(value);
    }
  }
}
