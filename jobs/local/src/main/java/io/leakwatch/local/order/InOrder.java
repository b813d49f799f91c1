package io.leakwatch.local.order;

import java.util.Iterator;

/** Records in the order of their times; those that have none come as they are found. */
public interface InOrder extends Iterator<Timed>, AutoCloseable {

  @Override
  void close();
}
