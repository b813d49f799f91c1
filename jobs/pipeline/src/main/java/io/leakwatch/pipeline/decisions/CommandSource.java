package io.leakwatch.pipeline.decisions;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * All commands from their beginning at every start, in one order for all subtasks, then {@link
 * Command#END}, then those that come. Nothing is kept of how far it has read.
 */
public final class CommandSource implements Source<Command, AllCommands, AllCommands> {

  private final Boundedness boundedness;
  private final SerializableSupplier<SplitReader<Command, AllCommands>> reader;

  private CommandSource(
      Boundedness boundedness, SerializableSupplier<SplitReader<Command, AllCommands>> reader) {
    this.boundedness = boundedness;
    this.reader = reader;
  }

  /**
   * Commands that come as somebody decides.
   *
   * @param reader hands out all that there is, then {@link Command#END}, then what comes
   */
  public static CommandSource live(SerializableSupplier<SplitReader<Command, AllCommands>> reader) {
    return new CommandSource(Boundedness.CONTINUOUS_UNBOUNDED, reader);
  }

  /** Nobody decides anything, for as long as a job runs that does not end by itself. */
  public static CommandSource none() {
    return live(() -> new Given(List.of(), false));
  }

  /** These and no others: there is no end to wait for. */
  public static CommandSource of(List<Command> commands) {
    List<Command> all = List.copyOf(commands);
    return new CommandSource(Boundedness.BOUNDED, () -> new Given(all, true));
  }

  @Override
  public Boundedness getBoundedness() {
    return boundedness;
  }

  @Override
  public SourceReader<Command, AllCommands> createReader(SourceReaderContext context) {
    return new Reader(reader, context);
  }

  /** The one split is not saved: it is given out anew at every start, and read anew. */
  @SuppressWarnings("try") // Flink's own may be interrupted when it is closed
  private static final class Reader
      extends SingleThreadMultiplexSourceReaderBase<Command, Command, AllCommands, AllCommands> {

    Reader(
        SerializableSupplier<SplitReader<Command, AllCommands>> reader,
        SourceReaderContext context) {
      super(
          reader,
          (command, output, state) -> output.collect(command),
          new Configuration(),
          context);
    }

    @Override
    public List<AllCommands> snapshotState(long checkpoint) {
      return List.of();
    }

    @Override
    protected void onSplitFinished(Map<String, AllCommands> finished) {
      // there is no other
    }

    @Override
    protected AllCommands initializedState(AllCommands split) {
      return split;
    }

    @Override
    protected AllCommands toSplitType(String id, AllCommands state) {
      return state;
    }
  }

  @Override
  public SplitEnumerator<AllCommands, AllCommands> createEnumerator(
      SplitEnumeratorContext<AllCommands> context) {
    return new Enumerator(context, boundedness);
  }

  @Override
  public SplitEnumerator<AllCommands, AllCommands> restoreEnumerator(
      SplitEnumeratorContext<AllCommands> context, AllCommands checkpoint) {
    return createEnumerator(context);
  }

  private record Enumerator(SplitEnumeratorContext<AllCommands> context, Boundedness boundedness)
      implements SplitEnumerator<AllCommands, AllCommands> {

    @Override
    public void start() {
      // readers announce themselves
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
      // they are given the split without being asked for one
    }

    @Override
    public void addSplitsBack(List<AllCommands> splits, int subtask) {
      // whoever comes next is given it anyway
    }

    @Override
    public void addReader(int subtask) {
      context.assignSplit(new AllCommands(), subtask);
      if (boundedness == Boundedness.BOUNDED) {
        context.signalNoMoreSplits(subtask);
      }
    }

    @Override
    public AllCommands snapshotState(long checkpoint) {
      return new AllCommands();
    }

    @Override
    public void close() {
      // nothing is held
    }
  }

  @Override
  public SimpleVersionedSerializer<AllCommands> getSplitSerializer() {
    return AllCommands.SERIALIZER;
  }

  @Override
  public SimpleVersionedSerializer<AllCommands> getEnumeratorCheckpointSerializer() {
    return AllCommands.SERIALIZER;
  }

  /** Commands that are known beforehand. */
  private static final class Given implements SplitReader<Command, AllCommands>, Serializable {

    private static final long serialVersionUID = 1;

    private final Queue<Command> left;
    private final boolean ends;
    private final Object sleeper = new Object();
    private boolean isAwake;

    Given(List<Command> commands, boolean ends) {
      left = new ArrayDeque<>(commands);
      left.add(Command.END);
      this.ends = ends;
    }

    @Override
    public RecordsWithSplitIds<Command> fetch() {
      RecordsBySplits.Builder<Command> records = new RecordsBySplits.Builder<>();
      if (left.isEmpty()) {
        sleep();
      }
      records.addAll(AllCommands.ID, List.copyOf(left)); // kept as it is
      left.clear();
      if (ends) {
        records.addFinishedSplit(AllCommands.ID);
      }
      return records.build();
    }

    private void sleep() {
      synchronized (sleeper) {
        try {
          while (!isAwake) {
            sleeper.wait();
          }
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
        }
        isAwake = false;
      }
    }

    @Override
    public void handleSplitsChanges(SplitsChange<AllCommands> changes) {
      // there is one only
    }

    @Override
    public void wakeUp() {
      synchronized (sleeper) {
        isAwake = true;
        sleeper.notifyAll();
      }
    }

    @Override
    public void close() {
      // nothing is held
    }
  }
}
