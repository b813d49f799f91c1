package io.leakwatch.console.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What someone may do; each may do what those before it may. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** Works on alerts: assigns, closes, notes, suppresses. */
  ANALYST,
  /** Also decides how detectors alert. */
  LEAD;

  /** As it is written in files, headers and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of a word; empty if there is none. */
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}
