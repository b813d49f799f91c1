package io.leakwatch.benchmarks.rivals.esper;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Threads that work on one thing: all are stopped when it is closed. */
final class Crew implements AutoCloseable {

  private static final long TO_END_MILLIS = 5_000;

  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<Throwable> fault = new AtomicReference<>();

  void start(String name, Interruptibly task) {
    Thread thread = new Thread(() -> perform(task), name);
    threads.add(thread);
    thread.start();
  }

  private void perform(Interruptibly task) {
    try {
      task.run();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error failed) {
      fault.compareAndSet(null, failed);
    }
  }

  /**
   * Returns while all are well.
   *
   * @throws IllegalStateException if one of them has failed
   */
  void check() {
    if (fault.get() != null) {
      throw new IllegalStateException("a thread failed: " + fault.get(), fault.get());
    }
  }

  /** Waits for all; those that take longer than they should are stopped. */
  @Override
  public void close() {
    try {
      for (Thread thread : threads) {
        thread.join(fault.get() == null ? TO_END_MILLIS : 1);
      }
      threads.forEach(Thread::interrupt);
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException stopped) {
      threads.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
  }
}
