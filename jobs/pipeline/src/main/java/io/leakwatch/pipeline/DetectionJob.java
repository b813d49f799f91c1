package io.leakwatch.pipeline;

import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.pipeline.admit.Admit;
import io.leakwatch.pipeline.correlate.Correlate;
import io.leakwatch.pipeline.correlate.OnSignals;
import io.leakwatch.pipeline.correlate.Vetting;
import io.leakwatch.pipeline.decisions.CommandSource;
import io.leakwatch.pipeline.decisions.Decide;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.DeadLetters;
import io.leakwatch.pipeline.decode.EventTime;
import io.leakwatch.pipeline.decode.Sources;
import io.leakwatch.pipeline.gaps.Gaps;
import io.leakwatch.pipeline.gaps.Pulse;
import io.leakwatch.pipeline.kafka.KafkaEdges;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.pipeline.raise.Link;
import io.leakwatch.pipeline.raise.RaiseOperator;
import io.leakwatch.pipeline.raise.Sinks;
import io.leakwatch.pipeline.relate.Relate;
import io.leakwatch.pipeline.route.Route;
import io.leakwatch.pipeline.types.EntitySerializer;
import io.leakwatch.pipeline.types.InTask;
import io.leakwatch.pipeline.types.ObservationSerializer;
import io.leakwatch.pipeline.watch.WatchOperator;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SideOutputDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job: decode, admit, route, watch, vet, correlate, raise, relate, decide. Live, replayed and
 * in tests the same.
 */
public final class DetectionJob {

  /** Upper limit of the parallelism, for ever: savepoints are cut into so many key groups. */
  public static final int MAX_PARALLELISM = 720;

  private DetectionJob() {}

  /** A cluster's entry: the job between the topics of a Kafka, as {@code --config FILE} says. */
  public static void main(String[] args) throws Exception {
    JobConfig config = Submission.config(args);
    Submission.checkTopics(config);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    config.runtime().apply(env);
    define(
        env,
        kafkaSources(config.kafka(), config.job()),
        KafkaEdges.commands(config.kafka()),
        KafkaEdges.sinks(config.kafka(), config.runtime().checkpointTimeout()),
        config.job());
    env.execute("leakwatch");
  }

  /** The topics of a Kafka that the job reads. */
  public static Sources kafkaSources(KafkaOptions kafka, JobOptions options) {
    return KafkaEdges.sources(
        kafka,
        options.maxAhead(),
        options.geoFiles().areGiven(),
        options.accountNames(),
        EventTime.live(options.disorder(), options.idleAfter(), options.maxDrift()));
  }

  /** The whole topology, where nobody decides anything. */
  public static void define(
      StreamExecutionEnvironment env, Sources sources, Sinks sinks, JobOptions options) {
    define(
        env,
        sources,
        sources.areLive() ? CommandSource.none() : CommandSource.of(List.of()),
        sinks,
        options);
  }

  /** The whole topology. */
  public static void define(
      StreamExecutionEnvironment env,
      Sources sources,
      CommandSource commands,
      Sinks sinks,
      JobOptions options) {
    JobEnvironment.prepare(env);
    List<DataStream<Observation>> observations = new ArrayList<>();
    List<DataStream<DeadLetter>> deadLetters = new ArrayList<>();
    List<DataStream<Pulse>> pulses = new ArrayList<>();

    for (Sources.Named source : sources.all()) {
      SingleOutputStreamOperator<Arrival> arrivals = decode(env, source);
      SingleOutputStreamOperator<Activity> admitted =
          arrivals
              .transform(
                  "admit-" + source.name(),
                  InTask.type(Activity.class),
                  new Admit(
                      source.name(),
                      options.lateness(),
                      options.rememberedIds(),
                      options.geoFiles(),
                      options.accountNames()))
              .setParallelism(arrivals.getParallelism())
              .uid("admit-" + source.name());
      SideOutputDataStream<DeadLetter> refused = admitted.getSideOutput(DeadLetters.TAG);
      deadLetters.add(Entrance.concealed(refused, source, options));
      pulses.add(admitted.getSideOutput(Pulse.TAG));
      observations.add(
          Entrance.pseudonymized(admitted, source, options)
              .flatMap(new Route(options.armed()), ObservationSerializer.TYPE)
              .setParallelism(arrivals.getParallelism())
              .name("route-" + source.name())
              .uid("route-" + source.name()));
    }

    SingleOutputStreamOperator<Signal> noticed =
        union(observations)
            .keyBy(Observation::entity, EntitySerializer.TYPE)
            .transform(
                "watch",
                Correlate.SIGNAL,
                new WatchOperator(options.armed(), options.lateness(), options.memoryLimit()))
            .uid("watch");

    deadLetters.add(noticed.getSideOutput(DeadLetters.TAG));
    DataStream<Signal> signals = Vetting.vetted(noticed, options.armed(), deadLetters::add);
    DataStream<Match> matches = Correlate.matches(signals, options.armed());

    SingleOutputStreamOperator<Alert> alerts = raise(matches, "raise", options);
    List<SingleOutputStreamOperator<Alert>> raised = new ArrayList<>(List.of(alerts));
    Correlate.incidents(signals, alerts.getSideOutput(RaiseOperator.ENTRIES), options.armed())
        .ifPresent(chains -> raised.add(raise(chains, "raise-incidents", options)));
    raised.forEach(each -> deadLetters.add(each.getSideOutput(DeadLetters.TAG)));

    List<DataStream<Link>> links = new ArrayList<>();
    raised.forEach(each -> links.add(each.getSideOutput(RaiseOperator.LINKS)));
    List<DataStream<DeadLetter>> ofSteps =
        deadLetters.subList(sources.all().size(), deadLetters.size());
    ofSteps.forEach(letters -> pulses.add(Gaps.lapses(letters)));
    raised.forEach(each -> pulses.add(Gaps.raised(each)));
    pulses.add(Gaps.forgotten(noticed.getSideOutput(WatchOperator.FORGOTTEN)));
    DataStream<Alert> gaps =
        Gaps.found(union(pulses), options.armed(), options.gaps(), sources.areLive());
    SingleOutputStreamOperator<Alert> decided =
        Decide.decided(
            Relate.related(
                union(raised), union(links), gaps, options.armed(), options.mostRevisions()),
            commands,
            options.armed());
    sinks.take(decided, union(deadLetters), Decide.answers(decided));
  }

  private static SingleOutputStreamOperator<Alert> raise(
      DataStream<Match> matches, String name, JobOptions options) {
    return OnSignals.spread(
        matches
            .keyBy(RaiseOperator::keyOf, RaiseOperator.KEY)
            .transform(
                name,
                RaiseOperator.ALERT,
                new RaiseOperator(name, options.armed(), options.geoFilesOfAlerts()))
            .uid(name));
  }

  private static SingleOutputStreamOperator<Arrival> decode(
      StreamExecutionEnvironment env, Sources.Named source) {
    SingleOutputStreamOperator<Arrival> arrivals =
        env.fromSource(
                source.source(),
                source.watermarks(),
                "decode-" + source.name(),
                InTask.type(Arrival.class))
            .uid("decode-" + source.name());
    return source.parallelism() > 0 ? arrivals.setParallelism(source.parallelism()) : arrivals;
  }

  private static <T> DataStream<T> union(List<? extends DataStream<T>> streams) {
    return streams.stream()
        .<DataStream<T>>map(each -> each)
        .reduce((one, other) -> one.union(other))
        .orElseThrow();
  }
}
