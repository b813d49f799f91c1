package io.leakwatch.benchmarks.rivals.cep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/**
 * Mass scraping in steps, each a pattern over what the one before has found: five reads of
 * different targets, twenty fives, several hundreds. It includes the slow form: three hundred
 * targets in an hour.
 *
 * <p>A single pattern of a hundred reads begins anew with each read, so that every reader keeps a
 * hundred of them going; in steps it is five, then twenty for every fifth read, because a match
 * ends all that began within it.
 */
final class TunedScraping {

  private static final int READS = 5;
  private static final int FIVES = Scraping.TARGETS / READS;

  private static final int SLOW_HUNDREDS = 3;
  private static final Duration SLOW_WINDOW = Duration.ofHours(1);

  /** A few targets come again by chance, or as the next page of a list. */
  private static final double MIN_DIFFERENT_SHARE = 0.85;

  private static final int MIN_TARGETS_EACH = 25;
  private static final TypeInformation<Reads> READS_TYPE = TypeInformation.of(Reads.class);

  private static final String EARLIER = "earlier";
  private static final String LAST = "last";

  private TunedScraping() {}

  static DataStream<Suspicion> suspicions(DataStream<Read> reads) {
    DataStream<Reads> hundreds = hundreds(fives(reads));
    DataStream<Reads> persons = hundreds.filter(hundred -> Scraping.isPerson(hundred.readerType()));
    DataStream<Reads> others = hundreds.filter(hundred -> !Scraping.isPerson(hundred.readerType()));
    int factor = Scraping.PERSON_FACTOR;
    return others
        .filter(hundred -> hundred.millis() <= Scraping.WINDOW.toMillis())
        .union(
            hundredsInARow(others, SLOW_HUNDREDS, SLOW_WINDOW),
            hundredsInARow(persons, factor, Scraping.WINDOW),
            hundredsInARow(persons, factor * SLOW_HUNDREDS, SLOW_WINDOW))
        .filter(found -> found.targetsEach() >= MIN_TARGETS_EACH)
        .map(Scraping::suspicion);
  }

  private static DataStream<Reads> fives(DataStream<Read> reads) {
    Pattern<Read, ?> pattern =
        Pattern.<Read>begin(EARLIER, AfterMatchSkipStrategy.skipPastLastEvent())
            .where(new AnotherTarget())
            .times(READS)
            .within(Scraping.WINDOW);
    return CEP.pattern(
            reads.keyBy(Read::reader), pattern, (one, other) -> Long.compare(one.at(), other.at()))
        .process(new Five(), READS_TYPE)
        .name("five-targets");
  }

  private static DataStream<Reads> hundreds(DataStream<Reads> fives) {
    int targets = READS * FIVES;
    return inARow(fives, FIVES, SLOW_WINDOW, targets).name("hundred-targets");
  }

  private static DataStream<Reads> hundredsInARow(
      DataStream<Reads> hundreds, int times, Duration within) {
    int targets = READS * FIVES * times;
    return inARow(hundreds, times, within, targets).name(targets + "-targets");
  }

  /** So many parts in a row, nearly all of whose targets are different. */
  private static SingleOutputStreamOperator<Reads> inARow(
      DataStream<Reads> parts, int times, Duration within, int targets) {
    Pattern<Reads, ?> pattern =
        Pattern.<Reads>begin(EARLIER, AfterMatchSkipStrategy.skipPastLastEvent())
            .times(times - 1)
            .consecutive()
            .next(LAST)
            .where(new OfDifferentTargets(Math.round(targets * MIN_DIFFERENT_SHARE)))
            .within(within);
    return CEP.pattern(
            parts.keyBy(Reads::reader),
            pattern,
            (one, other) -> Long.compare(one.lastAt(), other.lastAt()))
        .process(new Joined(), READS_TYPE);
  }

  private static final class AnotherTarget extends IterativeCondition<Read> {

    private static final long serialVersionUID = 1;

    @Override
    public boolean filter(Read read, IterativeCondition.Context<Read> match) throws Exception {
      for (Read earlier : match.getEventsForPattern(EARLIER)) {
        if (earlier.target() == read.target()) {
          return false;
        }
      }
      return true;
    }
  }

  private static final class OfDifferentTargets extends IterativeCondition<Reads> {

    private static final long serialVersionUID = 1;

    private final long atLeast;

    private OfDifferentTargets(long atLeast) {
      this.atLeast = atLeast;
    }

    @Override
    public boolean filter(Reads last, IterativeCondition.Context<Reads> match) throws Exception {
      List<Reads> parts = new ArrayList<>();
      match.getEventsForPattern(EARLIER).forEach(parts::add);
      parts.add(last);
      return Reads.joined(parts).targets().length >= atLeast;
    }
  }

  private static final class Five extends PatternProcessFunction<Read, Reads> {

    private static final long serialVersionUID = 1;

    @Override
    public void processMatch(
        Map<String, List<Read>> match,
        PatternProcessFunction.Context context,
        Collector<Reads> out) {
      out.collect(Reads.of(match.get(EARLIER)));
    }
  }

  private static final class Joined extends PatternProcessFunction<Reads, Reads> {

    private static final long serialVersionUID = 1;

    @Override
    public void processMatch(
        Map<String, List<Reads>> match,
        PatternProcessFunction.Context context,
        Collector<Reads> out) {
      List<Reads> parts = new ArrayList<>(match.get(EARLIER));
      parts.addAll(match.get(LAST));
      out.collect(Reads.joined(parts));
    }
  }
}
