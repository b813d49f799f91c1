package io.leakwatch.benchmarks.rivals.streams;

import io.leakwatch.benchmarks.contest.Course;
import io.leakwatch.benchmarks.rivals.Progress;
import io.leakwatch.benchmarks.rivals.Stories;
import io.leakwatch.benchmarks.rivals.streams.LoginIntake.LoginFacts;
import io.leakwatch.schemas.EventKind;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Repartitioned;

/** From three topics to stories; in between, what is judged by another key goes by a topic. */
final class DetectionTopology {

  private static final String BASELINES = "baselines";
  private static final String ATTEMPTS = "attempts-by-address";
  private static final String READS = "reads-by-reader";

  private final StreamsBuilder builder = new StreamsBuilder();
  private final Course course;
  private final Stories stories;
  private final Progress progress;

  DetectionTopology(Course course, Stories stories, Progress progress) {
    this.course = course;
    this.stories = stories;
    this.progress = progress;
  }

  Topology build(Properties settings) {
    builder.addStateStore(TravelProcessor.store(BASELINES));
    builder.addStateStore(WindowedMarks.store(ATTEMPTS, StuffingProcessor.WINDOW));
    builder.addStateStore(WindowedMarks.store(READS, ScrapingProcessor.WINDOW));
    logins();
    calls();
    builder.stream(
            course.topics().get(EventKind.DM_METADATA),
            Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .foreach((key, value) -> progress.done(Progress.WHOLE));
    return builder.build(settings);
  }

  private void logins() {
    KStream<String, LoginFacts> logins =
        builder.stream(
                course.topics().get(EventKind.LOGIN),
                Consumed.with(Serdes.String(), Serdes.ByteArray()))
            .processValues(() -> new LoginIntake(progress));
    logins
        .filter((account, facts) -> facts.sighting() != null)
        .mapValues(LoginFacts::sighting)
        .process(() -> new TravelProcessor(BASELINES, stories, progress), BASELINES);
    logins
        .filter((account, facts) -> facts.attempt() != null)
        .map(
            (account, facts) ->
                KeyValue.pair(facts.attempt().address(), AccountTried.of(facts.attempt())))
        .repartition(by(ATTEMPTS, AccountTried.serde()))
        .process(() -> new StuffingProcessor(ATTEMPTS, stories, progress), ATTEMPTS);
  }

  private void calls() {
    builder.stream(
            course.topics().get(EventKind.API),
            Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .process(() -> new CallIntake(progress))
        .repartition(by(READS, TargetRead.serde()))
        .process(() -> new ScrapingProcessor(READS, stories, progress), READS);
  }

  private static <V> Repartitioned<String, V> by(String name, Serde<V> serde) {
    return Repartitioned.<String, V>as(name)
        .withKeySerde(Serdes.String())
        .withValueSerde(serde)
        .withNumberOfPartitions(Course.PARTITIONS);
  }
}
