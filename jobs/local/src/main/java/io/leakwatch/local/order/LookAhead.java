package io.leakwatch.local.order;

import io.leakwatch.local.files.EventFile;
import io.leakwatch.local.files.FileRecord;
import io.leakwatch.local.order.Timed.UnknownValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The records of a file that is in order but for its neighbours: a few of them are held back, and
 * the earliest of those goes first.
 */
final class LookAhead implements InOrder {

  private final EventFile file;
  private final String name;
  private final int heldBack;
  private final PriorityQueue<Timed> waiting = new PriorityQueue<>();
  private List<UnknownValue> unknown = List.of();

  /**
   * @param heldBack {@link Disorder#farthest} of the file
   */
  LookAhead(Path path, int heldBack) {
    this.file = EventFile.open(path);
    this.name = path.getFileName().toString();
    this.heldBack = heldBack;
    file.onUnknownSymbols(this::took);
  }

  private void took(String field, String value) {
    unknown = unknown.isEmpty() ? new ArrayList<>() : unknown;
    unknown.add(new UnknownValue(field, value));
  }

  @Override
  public boolean hasNext() {
    return !waiting.isEmpty() || file.hasNext();
  }

  @Override
  public Timed next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (heldBack == 0) {
      return read();
    }
    while (waiting.size() <= heldBack && file.hasNext()) {
      waiting.add(read());
    }
    return waiting.remove();
  }

  private Timed read() {
    unknown = List.of();
    FileRecord record = file.next();
    return Timed.of(name, file.kind(), record, unknown);
  }

  @Override
  public void close() {
    file.close();
  }
}
