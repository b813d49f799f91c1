package io.leakwatch.benchmarks.contest;

/**
 * Gets this JVM warm before anything is measured: what counts is how fast a job is that runs for
 * weeks, not how fast it starts.
 */
public final class WarmUp {

  private static final int MOST_RUNS = 8;

  /** Warm is who spends less than this share of the processor time on compiling. */
  private static final double MOST_COMPILING = 0.05;

  private WarmUp() {}

  /**
   * Lets a contestant take a course again and again until the compiler has little left to do, or
   * eight times; then removes what it has left on the heap.
   */
  public static void on(Contestant contestant, Course course) throws Exception {
    double compiling;
    double used;
    int runs = 0;
    do {
      compiling = -ProcessorTime.compiling();
      used = -ProcessorTime.used();
      contestant.run(course.ofRun(++runs));
      compiling += ProcessorTime.compiling();
      used += ProcessorTime.used();
    } while (runs < MOST_RUNS && compiling > MOST_COMPILING * used);
    System.gc();
  }
}
