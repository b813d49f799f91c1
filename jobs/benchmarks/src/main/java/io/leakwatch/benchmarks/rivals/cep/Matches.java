package io.leakwatch.benchmarks.rivals.cep;

import io.leakwatch.benchmarks.contest.Course;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** What a job in this JVM finds, and whether it has come to its end. */
final class Matches implements AutoCloseable {

  private static final Map<String, Matches> OPEN = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final Queue<Suspicion> found = new ConcurrentLinkedQueue<>();
  private final AtomicInteger ended = new AtomicInteger();

  private Matches() {}

  static Matches open() {
    Matches matches = new Matches();
    OPEN.put(matches.id, matches);
    return matches;
  }

  /** Where the job puts them; a sink of {@link Course#THREADS} subtasks. */
  Sink<Suspicion> sink() {
    return new ToMemory(id);
  }

  /** All events have gone through all patterns: each subtask of the sink has had its last. */
  boolean areComplete() {
    return ended.get() == Course.THREADS;
  }

  List<Suspicion> list() {
    return List.copyOf(found);
  }

  @Override
  public void close() {
    OPEN.remove(id);
  }

  private record ToMemory(String id) implements Sink<Suspicion> {

    @Override
    public SinkWriter<Suspicion> createWriter(WriterInitContext context) {
      return new Writer(OPEN.get(id));
    }
  }

  private record Writer(Matches matches) implements SinkWriter<Suspicion> {

    @Override
    public void write(Suspicion suspicion, Context context) {
      matches.found.add(suspicion);
    }

    @Override
    public void flush(boolean endOfInput) {
      if (endOfInput) {
        matches.ended.incrementAndGet();
      }
    }

    @Override
    public void close() {
      // nothing is held
    }
  }
}
