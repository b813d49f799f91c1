package io.leakwatch.benchmarks.rivals.streams;

import io.leakwatch.benchmarks.rivals.CallReader;
import io.leakwatch.benchmarks.rivals.Progress;
import io.leakwatch.benchmarks.rivals.Read;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Takes from a call who read whose data; a processor of its own for each task. */
final class CallIntake extends ContextualProcessor<byte[], byte[], String, TargetRead> {

  private final CallReader reader = new CallReader();
  private final Progress progress;

  CallIntake(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void process(Record<byte[], byte[]> event) {
    Read read = reader.read(event.value());
    if (read == null) {
      progress.done(Progress.WHOLE);
    } else {
      context()
          .forward(event.withKey(TargetRead.key(read.reader())).withValue(TargetRead.of(read)));
    }
  }
}
