package io.leakwatch.detection.needs;

/** How much the events let a detector see. */
public enum Sight {
  SEES("sees"),
  HALF_BLIND("half blind"),
  BLIND("blind");

  private final String words;

  Sight(String words) {
    this.words = words;
  }

  /** {@code half blind}. */
  public String words() {
    return words;
  }
}
