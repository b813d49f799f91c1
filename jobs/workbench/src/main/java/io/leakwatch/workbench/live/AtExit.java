package io.leakwatch.workbench.live;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends work in an orderly way when the JVM is told to end, by Ctrl-C say, before it does. */
public final class AtExit {

  /** Whoever presses Ctrl-C wants it to end; what takes longer than so many seconds is left. */
  private static final int MOST_SECONDS = 10;

  private AtExit() {}

  /**
   * Works; meanwhile the end of the JVM waits until the work has ended.
   *
   * @param stop asks the work to end soon, and returns at once; called when the JVM is to end
   */
  public static <T> T stop(Runnable stop, Callable<T> work) throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> stopAndWait(stop, ended), "stop-at-exit");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.call();
    } finally {
      ended.countDown();
      forget(hook);
    }
  }

  private static void stopAndWait(Runnable stop, CountDownLatch ended) {
    stop.run();
    try {
      if (!ended.await(MOST_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("leakwatch: not everything was closed in time");
      }
    } catch (InterruptedException goesAnyway) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyExiting) {
      // Then the hook has waited for this.
    }
  }
}
