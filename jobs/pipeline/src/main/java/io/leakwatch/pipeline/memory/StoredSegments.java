package io.leakwatch.pipeline.memory;

import io.leakwatch.detection.activity.Entity;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.MapState;

/** Segments of logs in a state backend: those of each log under a key of their own. */
public final class StoredSegments {

  private final MapState<Long, WrittenSegment> state;
  private final Consumer<Entity> setKey;

  /**
   * @param state of the current key, by the segments' numbers
   * @param setKey makes an entity the current key
   */
  public StoredSegments(MapState<Long, WrittenSegment> state, Consumer<Entity> setKey) {
    this.state = state;
    this.setKey = setKey;
  }

  /** The storage of one log. */
  public LogSegments.Storage of(Entity key) {
    return new LogSegments.Storage() {

      @Override
      public void put(long number, WrittenSegment segment) throws IOException {
        change(key, () -> state.put(number, segment));
      }

      @Override
      public void remove(long number) throws IOException {
        change(key, () -> state.remove(number));
      }
    };
  }

  private interface Change {
    void make() throws Exception;
  }

  private void change(Entity key, Change change) throws IOException {
    setKey.accept(key);
    try {
      change.make();
    } catch (IOException | RuntimeException fault) {
      throw fault;
    } catch (Exception fault) {
      throw new IOException("the state backend did not store what is remembered", fault);
    }
  }
}
