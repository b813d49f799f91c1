package io.leakwatch.workbench.importing;

/** What an import could not do as one would wish, and counts instead of keeping it to itself. */
public enum Remark {
  NAMED_SOURCE(
      "name a host and no address; each host has an address of its own in fd00::/8 instead"),
  NO_SOURCE("have no address, as the log has none"),
  UNSURE_SOURCE("have no address, as the caller wrote more than one into the line"),
  FORWARDED("have the address that proxies forwarded: the last that is not private"),
  NAMELESS("name no account; it is unknown"),
  FOLDED("have a name with an @, which is written in lower case"),
  UNDECIDED("are attempts to log in whose outcome the log does not show; they are calls only"),
  LEFT_OUT("are attempts to log in that are not in the file; give a folder as --output");

  private final String text;

  Remark(String text) {
    this.text = text;
  }

  /** To be read after a number of events. */
  public String text() {
    return text;
  }
}
