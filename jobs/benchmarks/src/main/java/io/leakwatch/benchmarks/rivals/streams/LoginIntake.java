package io.leakwatch.benchmarks.rivals.streams;

import io.leakwatch.benchmarks.rivals.Attempt;
import io.leakwatch.benchmarks.rivals.LoginReader;
import io.leakwatch.benchmarks.rivals.Progress;
import io.leakwatch.benchmarks.rivals.Sighting;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Takes from a login what detectors look at; a processor of its own for each task. */
final class LoginIntake
    extends ContextualFixedKeyProcessor<String, byte[], LoginIntake.LoginFacts> {

  /**
   * What a login says.
   *
   * @param attempt null for nothing
   * @param sighting null for nothing
   */
  record LoginFacts(Attempt attempt, Sighting sighting) {}

  private final LoginReader reader = new LoginReader();
  private final Progress progress;

  LoginIntake(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void process(FixedKeyRecord<String, byte[]> event) {
    reader.read(event.value());
    LoginFacts facts = new LoginFacts(reader.attempt(), reader.sighting());
    int half = Progress.WHOLE / 2;
    progress.done((facts.attempt() == null ? half : 0L) + (facts.sighting() == null ? half : 0L));
    context().forward(event.withValue(facts));
  }
}
