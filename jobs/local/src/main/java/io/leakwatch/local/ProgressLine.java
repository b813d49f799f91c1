package io.leakwatch.local;

/** A line on standard error that is written over as work goes on; nothing where nobody watches. */
public final class ProgressLine {

  private static final long REFRESH_NANOS = 200_000_000;

  @SuppressWarnings("SystemConsoleNull") // true of the one Java version that this runs on
  private final boolean watched = System.console() != null;

  /** One less than there are: the cursor stands behind the line. */
  private final int columns = watched ? LineWidth.find() - 1 : 0;

  private long shownAt = System.nanoTime() - REFRESH_NANOS;

  /** Shows a text, at most five times a second. */
  public void show(String text) {
    long now = System.nanoTime();
    if (watched && now - shownAt >= REFRESH_NANOS) {
      System.err.print("\r\u001b[K" + Fitted.line(text, columns));
      System.err.flush();
      shownAt = now;
    }
  }

  /** Takes the line away, before something else is printed. */
  public void clear() {
    if (watched) {
      System.err.print("\r\u001b[K");
      System.err.flush();
    }
  }
}
