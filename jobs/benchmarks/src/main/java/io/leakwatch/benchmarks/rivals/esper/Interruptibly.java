package io.leakwatch.benchmarks.rivals.esper;

/** What a thread does until it is done, or interrupted. */
@FunctionalInterface
interface Interruptibly {

  void run() throws InterruptedException;
}
