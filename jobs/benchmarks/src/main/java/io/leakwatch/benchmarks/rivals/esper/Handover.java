package io.leakwatch.benchmarks.rivals.esper;

import io.leakwatch.benchmarks.rivals.Timed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * From one reader to all workers. Batches go to all of them at once, empty ones too: a worker has
 * to know how far each reader has come, or it would wait for ever for events that others got.
 */
final class Handover {

  private static final int BATCH_SIZE = 1024;
  private static final int BATCHES_WAITING = 16;

  private final List<BlockingQueue<Batch>> queues = new ArrayList<>();
  private final List<List<Timed>> filling = new ArrayList<>();
  private final int[] halves;
  private long upTo;

  Handover(int workers) {
    halves = new int[workers];
    for (int i = 0; i < workers; i++) {
      queues.add(new ArrayBlockingQueue<>(BATCHES_WAITING));
      filling.add(new ArrayList<>(BATCH_SIZE));
    }
  }

  /** What a worker takes from; in order of time. */
  BlockingQueue<Batch> queue(int worker) {
    return queues.get(worker);
  }

  /**
   * Adds an event, not older than those before.
   *
   * @param key of the entity that is judged: one entity, one worker
   * @param ofEvent halves of an event that are done with when this is
   */
  void add(Object key, Timed event, int ofEvent) throws InterruptedException {
    int hash = key.hashCode();
    int worker = Math.floorMod(hash ^ (hash >>> 16), queues.size());
    List<Timed> batch = filling.get(worker);
    batch.add(event);
    halves[worker] += ofEvent;
    upTo = event.at();
    if (batch.size() >= BATCH_SIZE) {
      flush();
    }
  }

  void end() throws InterruptedException {
    upTo = Batch.END;
    flush();
  }

  private void flush() throws InterruptedException {
    for (int i = 0; i < queues.size(); i++) {
      queues.get(i).put(new Batch(filling.get(i), upTo, halves[i]));
      filling.set(i, new ArrayList<>(BATCH_SIZE));
      halves[i] = 0;
    }
  }
}
