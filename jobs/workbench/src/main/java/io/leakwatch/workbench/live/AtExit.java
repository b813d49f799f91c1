package io.leakwatch.workbench.live;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends work in an orderly way when the JVM is told to end, by Ctrl-C say, before it does. */
public final class AtExit {

  /** Whoever presses Ctrl-C wants it to end; what takes longer than so many seconds is left. */
  private static final int MOST_SECONDS = 10;

  private AtExit() {}

  /** What is done; may fail. */
  public interface Work {
    void run() throws Exception;
  }

  /**
   * Works; meanwhile the end of the JVM waits until the work has ended.
   *
   * @param stop asks the work to end soon, and returns at once; called when the JVM is to end
   */
  public static void stop(Runnable stop, Work work) throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> stopAndWait(stop, ended), "stop-at-exit");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      work.run();
    } catch (Exception | LinkageError fault) {
      // A JVM that ends refuses hooks, and so trips up whatever is just being started.
      if (hook.getState() == Thread.State.NEW) {
        throw fault;
      }
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
