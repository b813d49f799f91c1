package io.leakwatch.workbench.importing.lines;

/** What an import could not do as one would wish, and counts instead of keeping it to itself. */
public enum Remark {
  NAMED_SOURCE(
      "event",
      "with a host's name and no address: each host has an address of its own in fd00::/8 instead"),
  NO_SOURCE("event", "without an address, as the log has none"),
  UNSURE_SOURCE("event", "without an address, as the caller wrote another one into the line"),
  FORWARDED("event", "with an address that proxies forwarded: the last that is no proxy's"),
  NAMELESS("attempt", "to log in without a name in the log: the account is \"unknown\""),
  FOLDED("event", "with a name that holds an @, now in lower case"),
  UNDECIDED("attempt", "to log in without an outcome in the log: calls only"),
  LEFT_OUT("event", "of another kind than the file's: give a folder as --output to have all");

  private final String noun;
  private final String text;

  Remark(String noun, String text) {
    this.noun = noun;
    this.text = text;
  }

  /** The remark about so many events. */
  public String about(long count) {
    return count + " " + noun + (count == 1 ? " " : "s ") + text;
  }
}
