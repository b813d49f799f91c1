package io.leakwatch.local.replay;

import io.leakwatch.local.order.FilesInOrder;
import io.leakwatch.local.order.SortFolder;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.EventTime;
import io.leakwatch.pipeline.decode.Sources;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Event files as a bounded source. All files are one split, read in the order of event time by one
 * task: so every replay sees the same events in the same order, and none waits in memory for
 * another file to catch up.
 */
public final class FileSource
    implements Source<Arrival, FileSource.Split, Collection<FileSource.Split>> {

  /** The metric group of values that are none of an enum's, a counter each. */
  public static final String UNKNOWN_VALUES = "unknown_values";

  private final FilesInOrder files;
  private final Span span;

  private FileSource(FilesInOrder files, Span span) {
    this.files = files;
    this.span = span;
  }

  /**
   * Files as the only source of a job, in the order of event time whatever their own. What has to
   * be sorted on disk for that lies in the system's temporary folder until the JVM ends.
   *
   * @param span events outside of it are passed over
   */
  public static Sources of(List<Path> files, Span span, JobOptions options) {
    return of(FilesInOrder.of(files, new SortFolder(), words -> {}), span, options);
  }

  /** Files that were put in order. */
  static Sources of(FilesInOrder files, Span span, JobOptions options) {
    FileSource source = new FileSource(files, span);
    return new Sources(
        List.of(new Sources.Named("files", source, EventTime.replayed(options.lateness()), 1)));
  }

  /** The files, and how many of their records were read already. */
  record Split(FilesInOrder files, Span span, long taken)
      implements IteratorSourceSplit<Arrival, MergedFiles>, Serializable {

    @Override
    public String splitId() {
      return "files";
    }

    @Override
    public MergedFiles getIterator() {
      MergedFiles merged = new MergedFiles(files, span);
      for (long i = 0; i < taken; i++) {
        merged.next();
      }
      return merged;
    }

    @Override
    public Split getUpdatedSplitForIterator(MergedFiles merged) {
      return new Split(files, span, merged.taken());
    }
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<Arrival, Split> createReader(SourceReaderContext context) {
    return new Reader(context);
  }

  /** Flink's own takes the first record of a split without asking if there is one. */
  private static final class Reader extends IteratorSourceReader<Arrival, MergedFiles, Split> {

    private final MetricGroup unknownValues;
    private final Map<String, Counter> counters = new HashMap<>();

    Reader(SourceReaderContext context) {
      super(context);
      unknownValues = context.metricGroup().addGroup(UNKNOWN_VALUES);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Arrival> output) {
      MergedFiles before = iterator;
      InputStatus status = super.pollNext(output);
      MergedFiles read = iterator == null ? before : iterator;
      if (read != null) {
        read.unknownValues().drainTo(this::count);
      }
      return status;
    }

    private void count(String value, long times) {
      counters.computeIfAbsent(value, unknownValues::counter).inc(times);
    }

    @Override
    protected InputStatus tryMoveToNextSplit() {
      InputStatus status = super.tryMoveToNextSplit();
      while (iterator != null && !iterator.hasNext()) {
        finishSplit();
        status = super.tryMoveToNextSplit();
      }
      return status;
    }

    @Override
    public void close() {
      // each file is closed at its end
    }
  }

  @Override
  public SplitEnumerator<Split, Collection<Split>> createEnumerator(
      SplitEnumeratorContext<Split> context) {
    return restoreEnumerator(context, List.of(new Split(files, span, 0)));
  }

  @Override
  public SplitEnumerator<Split, Collection<Split>> restoreEnumerator(
      SplitEnumeratorContext<Split> context, Collection<Split> splits) {
    return new IteratorSourceEnumerator<>(context, splits);
  }

  @Override
  public SimpleVersionedSerializer<Split> getSplitSerializer() {
    return new JavaBytes<>();
  }

  @Override
  public SimpleVersionedSerializer<Collection<Split>> getEnumeratorCheckpointSerializer() {
    return new JavaBytes<>();
  }
}
