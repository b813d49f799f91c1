package io.leakwatch.detection.activity;

import io.leakwatch.schemas.DataClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which kinds of personal data an answer held. There is one instance for each combination, so an
 * activity carries a reference and a shuffle two bytes.
 */
public final class DataClasses {

  /** Bits are given by place in this list, which only ever grows at its end. */
  private static final List<DataClass> PLACES =
      List.of(
          DataClass.EMAIL,
          DataClass.PHONE,
          DataClass.PASSWORD_HASH,
          DataClass.LOCATION,
          DataClass.IP_ADDRESS,
          DataClass.TIMESTAMP,
          DataClass.CONTACT_GRAPH,
          DataClass.MESSAGE_METADATA,
          DataClass.OTHER);

  /**
   * The most severe first: what cannot be taken back, then what reaches people, then what is said.
   */
  private static final List<Map.Entry<DataClass, String>> WORDS =
      List.of(
          Map.entry(DataClass.PASSWORD_HASH, "hashed passwords"),
          Map.entry(DataClass.EMAIL, "e-mail addresses"),
          Map.entry(DataClass.PHONE, "phone numbers"),
          Map.entry(DataClass.MESSAGE_METADATA, "message metadata"),
          Map.entry(DataClass.CONTACT_GRAPH, "contact lists"),
          Map.entry(DataClass.LOCATION, "locations"),
          Map.entry(DataClass.IP_ADDRESS, "IP addresses"),
          Map.entry(DataClass.TIMESTAMP, "times of activity"),
          Map.entry(DataClass.OTHER, "other personal data"));

  private static final DataClasses[] COMBINATIONS = combinations();

  private static final int[] BITS_OF_SYMBOLS =
      Arrays.stream(DataClass.values()).mapToInt(each -> 1 << PLACES.indexOf(each)).toArray();

  /** No personal data. */
  public static final DataClasses NONE = COMBINATIONS[0];

  private final int bits;
  private final List<DataClass> classes;

  private DataClasses(int bits) {
    this.bits = bits;
    List<DataClass> held = new ArrayList<>();
    for (int place = 0; place < PLACES.size(); place++) {
      if ((bits & 1 << place) != 0) {
        held.add(PLACES.get(place));
      }
    }
    this.classes = List.copyOf(held);
  }

  private static DataClasses[] combinations() {
    if (PLACES.size() != DataClass.values().length) {
      throw new IllegalStateException(
          "every data class needs a place in the list; the list has %s, the schema has %s"
              .formatted(PLACES, Arrays.toString(DataClass.values())));
    }
    DataClasses[] all = new DataClasses[1 << PLACES.size()];
    for (int bits = 0; bits < all.length; bits++) {
      all[bits] = new DataClasses(bits);
    }
    return all;
  }

  /**
   * The bit of a class, to be joined with others and given to {@link #ofBits}.
   *
   * @param symbol its place among the symbols of the contract
   * @throws ArrayIndexOutOfBoundsException if there is no such symbol
   */
  public static int bitOfSymbol(int symbol) {
    return BITS_OF_SYMBOLS[symbol];
  }

  /** The combination of these classes; each counts once. */
  public static DataClasses of(Collection<DataClass> classes) {
    int bits = 0;
    for (DataClass each : classes) {
      bits |= 1 << PLACES.indexOf(each);
    }
    return COMBINATIONS[bits];
  }

  public static DataClasses of(DataClass first, DataClass... more) {
    return of(EnumSet.of(first, more));
  }

  /** The combination that {@link #bits} gave; bits that stand for nothing are left out. */
  public static DataClasses ofBits(int bits) {
    return COMBINATIONS[bits & COMBINATIONS.length - 1];
  }

  /** A number for this combination, the same for ever: 0 for none, below 2^9. */
  public int bits() {
    return bits;
  }

  public boolean isEmpty() {
    return bits == 0;
  }

  public boolean has(DataClass dataClass) {
    return (bits & 1 << PLACES.indexOf(dataClass)) != 0;
  }

  public boolean hasAny(DataClasses others) {
    return (bits & others.bits) != 0;
  }

  /** All that this or the other holds. */
  public DataClasses and(DataClasses more) {
    return COMBINATIONS[bits | more.bits];
  }

  /** What this holds and the other does not. */
  public DataClasses without(DataClasses others) {
    return COMBINATIONS[bits & ~others.bits];
  }

  /**
   * In words, the most severe first: {@code hashed passwords, e-mail addresses and phone numbers};
   * {@code no personal data} for none.
   */
  public String words() {
    List<String> words = new ArrayList<>();
    for (Map.Entry<DataClass, String> each : WORDS) {
      if (has(each.getKey())) {
        words.add(each.getValue());
      }
    }
    if (words.isEmpty()) {
      return "no personal data";
    }
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }

  /** The same for a title: of more than two, the most severe and that there are others. */
  public String briefly() {
    if (classes.size() <= 2) {
      return words();
    }
    for (Map.Entry<DataClass, String> each : WORDS) {
      if (has(each.getKey())) {
        return each.getValue() + " and more";
      }
    }
    return words();
  }

  /** In the order in which the contract lists them. */
  public List<DataClass> list() {
    return classes;
  }

  /** For people: {@code EMAIL, PHONE}; {@code none} for none. */
  @Override
  public String toString() {
    return isEmpty() ? "none" : classes.stream().map(Enum::name).collect(Collectors.joining(", "));
  }
}
