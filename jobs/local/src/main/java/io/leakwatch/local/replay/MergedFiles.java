package io.leakwatch.local.replay;

import io.leakwatch.pipeline.decode.Arrival;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** The records of several files as one, the earliest of the files' next records first. */
final class MergedFiles implements Iterator<Arrival> {

  private final class Head {
    final int file;
    final FileArrivals arrivals;
    Arrival next;
    long time;

    Head(int file, FileArrivals arrivals) {
      this.file = file;
      this.arrivals = arrivals;
    }

    /** False at the end of the file, which is closed then. */
    boolean advance() {
      while (arrivals.hasNext()) {
        next = arrivals.next();
        time = next.at();
        // Of what was refused before any time was known, none can say that it is not asked for.
        if (span.holds(time) || time == FileArrivals.UNKNOWN) {
          return true;
        }
      }
      arrivals.close();
      return false;
    }
  }

  private final Span span;
  private final UnknownValues unknown = new UnknownValues();
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(
          (a, b) ->
              a.time != b.time ? Long.compare(a.time, b.time) : Integer.compare(a.file, b.file));

  /** The file that was read from last, outside the queue: mostly it is the earliest again. */
  private Head current;

  private long taken;

  MergedFiles(List<Path> files, FileSource.FileOrder order) {
    span = order.span();
    for (int i = 0; i < files.size(); i++) {
      Head head = new Head(i, new FileArrivals(files.get(i), order.maxAheadMillis(), unknown));
      if (head.advance()) {
        heads.add(head);
      }
    }
    current = heads.poll();
  }

  /** Values in them that are none of an enum's. */
  UnknownValues unknownValues() {
    return unknown;
  }

  /** How many records were taken. */
  long taken() {
    return taken;
  }

  @Override
  public boolean hasNext() {
    return current != null;
  }

  @Override
  public Arrival next() {
    if (current == null) {
      throw new NoSuchElementException();
    }
    Arrival arrival = current.next;
    taken++;
    if (!current.advance()) {
      current = heads.poll();
    } else if (!heads.isEmpty() && heads.comparator().compare(heads.peek(), current) < 0) {
      Head earlier = heads.poll();
      heads.add(current);
      current = earlier;
    }
    return arrival;
  }
}
