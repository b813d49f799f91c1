package io.leakwatch.local.replay;

import io.leakwatch.local.files.UnknownValues;
import io.leakwatch.local.order.FilesInOrder;
import io.leakwatch.local.order.FilesInOrder.Part;
import io.leakwatch.local.order.InOrder;
import io.leakwatch.local.order.Timed;
import io.leakwatch.local.order.Timed.UnknownValue;
import io.leakwatch.pipeline.decode.Arrival;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The records of several files as one, the earliest first. A file is open from when its first
 * record may be the next.
 */
final class MergedFiles implements Iterator<Arrival> {

  private final class Head implements Comparable<Head> {
    final InOrder records;
    Timed next;

    Head(Part part) {
      records = part.open();
    }

    /** False at the end of the file, which is closed then. */
    boolean advance() {
      while (records.hasNext()) {
        next = records.next();
        // Of what is refused, none can say that it is not asked for.
        if (!next.hasTime() || next.time() > files.end() || span.holds(next.time())) {
          return true;
        }
      }
      records.close();
      return false;
    }

    @Override
    public int compareTo(Head other) {
      return next.compareTo(other.next);
    }
  }

  private final Span span;
  private final FilesInOrder files;
  private final Arrivals arrivals;
  private final UnknownValues unknown = new UnknownValues();
  private final PriorityQueue<Head> heads = new PriorityQueue<>();

  /** How many parts were opened. */
  private int opened;

  /** The file that was read from last, outside the queue: mostly it is the earliest again. */
  private Head current;

  private long taken;

  MergedFiles(FilesInOrder files, Span span) {
    this.files = files;
    this.span = span;
    this.arrivals = new Arrivals(files.end());
    takeEarliest();
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
    Timed timed = current.next;
    taken++;
    for (UnknownValue value : timed.unknown()) {
      unknown.took(value.field(), value.value());
    }
    if (!current.advance()) {
      current = null;
    }
    takeEarliest();
    return arrivals.of(timed);
  }

  private void takeEarliest() {
    List<Part> parts = files.parts();
    while (opened < parts.size() && mayBeNext(parts.get(opened))) {
      Head head = new Head(parts.get(opened++));
      if (head.advance()) {
        heads.add(head);
      }
    }
    if (current == null) {
      current = heads.poll();
    } else if (!heads.isEmpty() && heads.peek().compareTo(current) < 0) {
      Head earlier = heads.poll();
      heads.add(current);
      current = earlier;
    }
  }

  private boolean mayBeNext(Part part) {
    if (current == null && heads.isEmpty()) {
      return true;
    }
    long earliest = current == null ? Long.MAX_VALUE : current.next.time();
    if (!heads.isEmpty()) {
      earliest = Math.min(earliest, heads.peek().next.time());
    }
    return part.earliest() <= earliest;
  }
}
