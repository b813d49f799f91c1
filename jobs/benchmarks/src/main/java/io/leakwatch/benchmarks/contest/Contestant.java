package io.leakwatch.benchmarks.contest;

/** One way of getting through the events of three topics. */
public interface Contestant {

  /**
   * Takes all events of a course, from the first to the last, as fast as it can. It is called twice
   * in a JVM of its own: once to warm up, on another course, and once to be measured; nothing may
   * be left running in between.
   *
   * @return how long it took, and what it raised
   */
  Outcome run(Course course) throws Exception;
}
