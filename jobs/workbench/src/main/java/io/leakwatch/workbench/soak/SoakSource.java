package io.leakwatch.workbench.soak;

import io.leakwatch.local.replay.JavaBytes;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.EventTime;
import io.leakwatch.pipeline.decode.Sources;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

/** The records of a plan as a bounded source, in time as topics are that are read live. */
final class SoakSource implements Source<Arrival, SoakSource.Split, Collection<SoakSource.Split>> {

  /** What was read by runs of this JVM, by the id of a source. */
  private static final Map<String, SoakArrivals> READ = new ConcurrentHashMap<>();

  private final String id;
  private final SoakPlan plan;
  private final JobOptions options;

  /**
   * @param id of the run, unique in this JVM
   */
  SoakSource(String id, SoakPlan plan, JobOptions options) {
    this.id = id;
    this.plan = plan;
    this.options = options;
  }

  /** As the only source of a job. */
  Sources alone() {
    return new Sources(
        List.of(
            new Sources.Named(
                "soak",
                this,
                EventTime.live(options.disorder(), options.idleAfter(), options.maxDrift()),
                1)));
  }

  /** How many records of each fate a run has read, once it has ended. */
  static Map<Fate, Long> takeFates(String id) {
    return READ.remove(id).fates();
  }

  /** All records, and how many of them were read already. */
  record Split(String id, SoakPlan plan, JobOptions options, long taken)
      implements IteratorSourceSplit<Arrival, SoakArrivals>, Serializable {

    @Override
    public String splitId() {
      return id;
    }

    @Override
    public SoakArrivals getIterator() {
      SoakArrivals arrivals = new SoakArrivals(plan, options);
      while (arrivals.taken() < taken) {
        arrivals.next();
      }
      READ.put(id, arrivals);
      return arrivals;
    }

    @Override
    public Split getUpdatedSplitForIterator(SoakArrivals arrivals) {
      return new Split(id, plan, options, arrivals.taken());
    }
  }

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
    return restoreEnumerator(context, List.of(new Split(id, plan, options, 0)));
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
