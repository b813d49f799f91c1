package io.leakwatch.workbench.demo;

import io.leakwatch.local.Fitted;
import io.leakwatch.local.ProgressLine;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/**
 * Where the demo speaks: lines that do not wrap, and below them one that is written over. Several
 * threads may speak, one line at a time; after {@link #close} nobody does.
 */
public final class DemoScreen {

  private final PrintWriter out;
  private final int width;
  private final AlertLine alertLine;
  private final ProgressLine progress = new ProgressLine();
  private boolean closed;

  /**
   * @param width columns that there are, such as {@link io.leakwatch.local.LineWidth} finds
   * @param coloured whether severities are coloured
   */
  public DemoScreen(PrintWriter out, int width, boolean coloured) {
    this.out = out;
    this.width = width;
    this.alertLine = new AlertLine(width, coloured);
  }

  /** A paragraph, in several lines where it is longer than one. */
  void say(String text) {
    print(Fitted.lines(text, width));
  }

  /** Something that has to stay on one line, and is cut if it is too long for that. */
  void row(String text) {
    print(List.of(Fitted.line(text, width)));
  }

  /** A command to copy, which is never cut: where it is too long its parts stand below it. */
  void command(String... parts) {
    String whole = "  " + String.join(" ", parts);
    boolean fits = Fitted.columns(whole) <= width;
    print((fits ? whole : "  " + String.join(" \\\n    ", parts)).lines().toList());
  }

  void alerts(List<Headline> headlines, Duration elapsed) {
    print(headlines.stream().map(headline -> alertLine.of(headline, elapsed)).toList());
  }

  private synchronized void print(List<String> lines) {
    if (!closed && !lines.isEmpty()) {
      progress.clear();
      lines.forEach(out::println);
      out.flush();
    }
  }

  /** How far it is; shown only where somebody watches. */
  synchronized void progress(String text) {
    if (!closed) {
      progress.show(text);
    }
  }

  /** The last word has been spoken. */
  synchronized void close() {
    progress.clear();
    closed = true;
  }
}
