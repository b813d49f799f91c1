package io.leakwatch.benchmarks.rivals.cep;

import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;

/**
 * Impossible travel: two logins of one account, the one right after the other, too far apart for
 * the time between them.
 *
 * <p>{@code next} and not {@code followedBy}: with that every login waits for all later ones of its
 * day, and so do those of accounts that log in by the minute.
 */
final class Travel {

  private static final Duration WINDOW = Duration.ofDays(1);
  private static final double MIN_DISTANCE_KM = 500;
  private static final double MAX_SPEED_KM_H = 1000;
  private static final double MILLIS_PER_HOUR = 3_600_000;

  /** Two logins within a minute count as a minute apart, so that speeds stay finite. */
  private static final double SHORTEST_HOURS = 1.0 / 60;

  private static final String HERE = "here";
  private static final String THERE = "there";

  private Travel() {}

  static DataStream<Suspicion> suspicions(DataStream<Sighting> sightings) {
    return CEP.pattern(
            sightings.keyBy(Sighting::account),
            pattern(),
            (one, other) -> Long.compare(one.at(), other.at()))
        .process(new Words())
        .name("impossible-travel");
  }

  private static Pattern<Sighting, ?> pattern() {
    return Pattern.<Sighting>begin(HERE, AfterMatchSkipStrategy.noSkip())
        .next(THERE)
        .where(new OutOfReach())
        .within(WINDOW);
  }

  private static final class OutOfReach extends IterativeCondition<Sighting> {

    private static final long serialVersionUID = 1;

    @Override
    public boolean filter(Sighting there, IterativeCondition.Context<Sighting> match)
        throws Exception {
      if (there.proven()) {
        return false;
      }
      for (Sighting here : match.getEventsForPattern(HERE)) {
        return isStranger(here, there) && isTooFast(here, there);
      }
      return false;
    }
  }

  private static boolean isStranger(Sighting here, Sighting there) {
    boolean sameDevice = here.device() != 0 && here.device() == there.device();
    boolean sameNetwork = here.network() != 0 && here.network() == there.network();
    return !sameDevice && !sameNetwork;
  }

  private static boolean isTooFast(Sighting here, Sighting there) {
    double km = here.kmBeyondAccuracy(there);
    double hours = Math.max(SHORTEST_HOURS, (there.at() - here.at()) / MILLIS_PER_HOUR);
    return km >= MIN_DISTANCE_KM && km / hours > MAX_SPEED_KM_H;
  }

  private static final class Words extends PatternProcessFunction<Sighting, Suspicion> {

    private static final long serialVersionUID = 1;

    @Override
    public void processMatch(
        Map<String, List<Sighting>> match,
        PatternProcessFunction.Context context,
        Collector<Suspicion> out) {
      Sighting here = match.get(HERE).get(0);
      Sighting there = match.get(THERE).get(0);
      out.collect(
          new Suspicion(
              "impossible-travel", SubjectType.ACCOUNT, there.account(), here.at(), there.at()));
    }
  }
}
