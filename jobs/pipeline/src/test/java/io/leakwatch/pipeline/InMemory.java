package io.leakwatch.pipeline;

import io.leakwatch.pipeline.decode.Arrival;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Where a job in this JVM reads from and writes to when a test holds both ends. */
public final class InMemory {

  private static final Map<String, Object> ENDS = new ConcurrentHashMap<>();

  private InMemory() {}

  public static Input input(List<CaseEvent> events) {
    Input input = new Input();
    ENDS.put(input.id, events);
    return input;
  }

  public static <T> Output<T> output(Consumer<T> consumer) {
    Output<T> output = new Output<>();
    ENDS.put(output.id, consumer);
    return output;
  }

  /** The only split: all events of an input, in their order. */
  record Split(String id) implements IteratorSourceSplit<Arrival, Iterator<Arrival>> {

    @Override
    public String splitId() {
      return id;
    }

    @Override
    @SuppressWarnings("unchecked") // an input's id stands for its events
    public Iterator<Arrival> getIterator() {
      List<Arrival> arrivals = new ArrayList<>();
      for (CaseEvent each : (List<CaseEvent>) ENDS.get(id)) {
        Arrival.Origin origin = new Arrival.Origin("case", 0, arrivals.size(), each.at());
        arrivals.add(new Arrival.Unchecked(origin, each.event(), null, null));
      }
      return arrivals.iterator();
    }

    @Override
    public IteratorSourceSplit<Arrival, Iterator<Arrival>> getUpdatedSplitForIterator(
        Iterator<Arrival> iterator) {
      throw new UnsupportedOperationException("a case is too short for a checkpoint");
    }
  }

  /** Events of a case as a bounded source. */
  public static final class Input
      implements Source<Arrival, Split, Collection<Split>>, AutoCloseable, Serializable {

    private final String id = UUID.randomUUID().toString();

    @Override
    public Boundedness getBoundedness() {
      return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<Arrival, Split> createReader(SourceReaderContext context) {
      return new IteratorSourceReader<>(context);
    }

    @Override
    public SplitEnumerator<Split, Collection<Split>> createEnumerator(
        SplitEnumeratorContext<Split> context) {
      return restoreEnumerator(context, List.of(new Split(id)));
    }

    @Override
    public SplitEnumerator<Split, Collection<Split>> restoreEnumerator(
        SplitEnumeratorContext<Split> context, Collection<Split> splits) {
      return new IteratorSourceEnumerator<>(context, splits);
    }

    @Override
    public SimpleVersionedSerializer<Split> getSplitSerializer() {
      return new SplitBytes();
    }

    @Override
    public SimpleVersionedSerializer<Collection<Split>> getEnumeratorCheckpointSerializer() {
      return new NoCheckpoints();
    }

    @Override
    public void close() {
      ENDS.remove(id);
    }
  }

  private static final class NoCheckpoints implements SimpleVersionedSerializer<Collection<Split>> {

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Collection<Split> splits) {
      throw new UnsupportedOperationException("a case is too short for a checkpoint");
    }

    @Override
    public Collection<Split> deserialize(int version, byte[] bytes) {
      throw new UnsupportedOperationException("a case is too short for a checkpoint");
    }
  }

  private static final class SplitBytes implements SimpleVersionedSerializer<Split> {

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Split split) {
      return split.id().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Split deserialize(int version, byte[] bytes) {
      return new Split(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /** Hands everything to a consumer of the test. */
  public static final class Output<T> implements Sink<T>, AutoCloseable, Serializable {

    private final String id = UUID.randomUUID().toString();

    @Override
    @SuppressWarnings("unchecked") // an output's id stands for its consumer
    public SinkWriter<T> createWriter(WriterInitContext context) {
      return new Writer<>((Consumer<T>) ENDS.get(id));
    }

    @Override
    public void close() {
      ENDS.remove(id);
    }
  }

  private record Writer<T>(Consumer<T> consumer) implements SinkWriter<T> {

    @Override
    public void write(T value, Context context) {
      consumer.accept(value);
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
