package io.leakwatch.local.order;

import java.nio.file.Path;

/** Records that were sorted on disk. */
final class SortedRun implements InOrder {

  private final RunReader run;

  SortedRun(Path run) {
    this.run = new RunReader(run);
  }

  @Override
  public boolean hasNext() {
    return run.hasNext();
  }

  @Override
  public Timed next() {
    return run.next().timed();
  }

  @Override
  public void close() {
    run.close();
  }
}
