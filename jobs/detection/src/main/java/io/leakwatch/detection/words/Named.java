package io.leakwatch.detection.words;

import io.leakwatch.detection.activity.Entity;
import java.util.Locale;

/** Things as people speak of them: {@code account ada}, not {@code ACCOUNT ada}. */
public final class Named {

  private Named() {}

  /** The kind of thing and its id: {@code client reader-app}, {@code address 203.0.113.7}. */
  public static String of(Entity thing) {
    return thing.type().name().toLowerCase(Locale.ROOT) + " " + thing.id();
  }

  /** The same at the beginning of a sentence: {@code Client reader-app}. */
  public static String beginning(Entity thing) {
    return capital(of(thing));
  }

  /** The words with their first letter in upper case; they may be empty. */
  public static String capital(String words) {
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
