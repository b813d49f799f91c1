package io.leakwatch.local.replay;

import java.io.Serializable;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Hands what a job in this JVM puts out to a consumer in this JVM. The consumer is called by
 * several threads, one after the other.
 */
public final class LocalSink<T> implements Sink<T>, AutoCloseable, Serializable {

  private static final Map<String, Consumer<Object>> CONSUMERS = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();

  private LocalSink() {}

  @SuppressWarnings("unchecked") // only this sink's writers use its id
  public static <T> LocalSink<T> to(Consumer<T> consumer) {
    LocalSink<T> sink = new LocalSink<>();
    CONSUMERS.put(sink.id, value -> consumer.accept((T) value));
    return sink;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>(CONSUMERS.get(id));
  }

  @Override
  public void close() {
    CONSUMERS.remove(id);
  }

  private record Writer<T>(Consumer<Object> consumer) implements SinkWriter<T> {

    @Override
    public void write(T value, Context context) {
      synchronized (consumer) {
        consumer.accept(value);
      }
    }

    @Override
    public void flush(boolean endOfInput) {
      // handed on already
    }

    @Override
    public void close() {
      // nothing is held
    }
  }
}
