package io.leakwatch.pipeline.pseudonyms;

/**
 * The pseudonyms made last, for the same few thousand names come again and again. It holds names as
 * they are, in memory only.
 */
final class Lately {

  private static final int PLACES = 1 << 14;

  private final String[] names = new String[PLACES];
  private final String[] pseudonyms = new String[PLACES];

  /** A name's pseudonym; null if it is not at hand. */
  String of(String name) {
    int place = place(name);
    return name.equals(names[place]) ? pseudonyms[place] : null;
  }

  /** Keeps it, in place of another one, and gives it back. */
  String keep(String name, String pseudonym) {
    int place = place(name);
    names[place] = name;
    pseudonyms[place] = pseudonym;
    return pseudonym;
  }

  private static int place(String name) {
    int hash = name.hashCode();
    return (hash ^ hash >>> 16) & (PLACES - 1);
  }
}
