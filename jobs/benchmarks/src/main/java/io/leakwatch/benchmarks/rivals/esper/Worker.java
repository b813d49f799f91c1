package io.leakwatch.benchmarks.rivals.esper;

import io.leakwatch.benchmarks.rivals.Progress;
import java.util.List;
import java.util.concurrent.BlockingQueue;

/** Brings what the readers hand over into one order of time, and shows it to a runtime. */
final class Worker implements Interruptibly {

  /** Where a reader's events are read from: its batch, and how far. */
  private final class Cursor {

    private final BlockingQueue<Batch> queue;
    private Batch batch;
    private int position;

    private Cursor(BlockingQueue<Batch> queue) {
      this.queue = queue;
    }

    private void next() throws InterruptedException {
      if (batch != null) {
        progress.done(batch.halves());
      }
      batch = queue.take();
      position = 0;
    }

    private boolean hasEvent() {
      return position < batch.events().size();
    }

    /** No event that this reader has yet to show is older. */
    private long at() {
      return hasEvent() ? batch.events().get(position).at() : batch.upTo();
    }
  }

  private final List<Cursor> cursors;
  private final DetectionRuntime runtime;
  private final Progress progress;

  Worker(List<BlockingQueue<Batch>> queues, DetectionRuntime runtime, Progress progress) {
    this.cursors = queues.stream().map(Cursor::new).toList();
    this.runtime = runtime;
    this.progress = progress;
  }

  @Override
  public void run() throws InterruptedException {
    for (Cursor cursor : cursors) {
      cursor.next();
    }
    Cursor oldest = oldest();
    while (oldest.at() != Batch.END) {
      if (oldest.hasEvent()) {
        runtime.send(oldest.batch.events().get(oldest.position++));
      } else {
        oldest.next();
      }
      oldest = oldest();
    }
    cursors.forEach(cursor -> progress.done(cursor.batch.halves()));
  }

  private Cursor oldest() {
    Cursor oldest = cursors.get(0);
    for (int i = 1; i < cursors.size(); i++) {
      if (cursors.get(i).at() < oldest.at()) {
        oldest = cursors.get(i);
      }
    }
    return oldest;
  }
}
