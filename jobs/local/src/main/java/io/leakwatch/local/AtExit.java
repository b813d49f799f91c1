package io.leakwatch.local;

import io.leakwatch.detection.words.Shown;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends work in an orderly way when the JVM has to end before the work has, by Ctrl-C say. */
public final class AtExit {

  /** Whoever presses Ctrl-C wants it to end; what takes longer is left. */
  private static final Duration MOST = Duration.ofSeconds(10);

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
    stop(
        stop, MOST, () -> System.err.println("leakwatch: not everything was closed in time"), work);
  }

  /**
   * Likewise, for work that cannot be asked to end wherever it is.
   *
   * @param atMost how long the end of the JVM waits
   * @param giveUp called if the work has not ended by then, while it goes on; the JVM ends after it
   */
  public static void stop(Runnable stop, Duration atMost, Runnable giveUp, Work work)
      throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = does("stop-at-exit", () -> stopAndWait(stop, ended, atMost, giveUp));
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

  /**
   * Works, and concludes: when the work has ended or failed, or when the JVM is to end meanwhile,
   * which waits for that, but not for the work.
   *
   * @param conclude called once; by another thread while the work goes on if the JVM is to end
   */
  public static void conclude(Work conclude, Work work) throws Exception {
    Thread hook = does("conclude-at-exit", () -> concludeNow(conclude));
    try {
      work.run();
    } finally {
      if (forget(hook)) {
        conclude.run();
      }
    }
  }

  private static void concludeNow(Work conclude) {
    try {
      conclude.run();
    } catch (Exception fault) {
      System.err.println("leakwatch: " + Shown.text(String.valueOf(fault.getMessage())));
    }
  }

  private static void stopAndWait(
      Runnable stop, CountDownLatch ended, Duration atMost, Runnable giveUp) {
    stop.run();
    try {
      if (!ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        giveUp.run();
      }
    } catch (InterruptedException goesAnyway) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Has something done when the JVM ends.
   *
   * @param name of the thread that does it
   * @return for {@link #forget}
   */
  public static Thread does(String name, Runnable last) {
    Thread hook = new Thread(last, name);
    Runtime.getRuntime().addShutdownHook(hook);
    return hook;
  }

  /**
   * Has it not done after all.
   *
   * @return whether that was in time: when the JVM is ending, it is done
   */
  public static boolean forget(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyExiting) {
      return false;
    }
  }
}
