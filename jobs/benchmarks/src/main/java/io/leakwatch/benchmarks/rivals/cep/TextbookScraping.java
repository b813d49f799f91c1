package io.leakwatch.benchmarks.rivals.cep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;

/**
 * Mass scraping, as it is said: a hundred reads by one reader within ten minutes, a person's own
 * account four hundred.
 *
 * <p>Strictly one after the other, and the targets are counted at the last only. A condition on
 * each read, that none before in this match had its target, looks back a hundred times as often.
 *
 * <p>The slow form, three hundred reads in an hour and a person's twelve hundred, could be said
 * likewise. It is left out: all takes about ten times as long with it. The price is the scraper
 * that stays below the fast form, one of twenty-one in simulated traffic of three seeds.
 */
final class TextbookScraping {

  /** One of two: lists are read page by page. */
  private static final double MIN_DIFFERENT_SHARE = 0.5;

  /** Leakwatch's thirty an hour, for ten minutes: popular apps read little for each user. */
  private static final int MIN_TARGETS_EACH = 5;

  private static final String EARLIER = "earlier";
  private static final String LAST = "last";

  private TextbookScraping() {}

  static DataStream<Suspicion> suspicions(DataStream<Read> reads) {
    DataStream<Read> persons = reads.filter(read -> Scraping.isPerson(read.readerType()));
    DataStream<Read> others = reads.filter(read -> !Scraping.isPerson(read.readerType()));
    return inARow(others, Scraping.TARGETS)
        .union(inARow(persons, Scraping.PERSON_FACTOR * Scraping.TARGETS))
        .filter(found -> found.targetsEach() >= MIN_TARGETS_EACH)
        .map(Scraping::suspicion);
  }

  private static DataStream<Reads> inARow(DataStream<Read> reads, int times) {
    Pattern<Read, ?> pattern =
        Pattern.<Read>begin(EARLIER, AfterMatchSkipStrategy.skipPastLastEvent())
            .times(times - 1)
            .consecutive()
            .next(LAST)
            .where(new OfDifferentTargets(Math.round(times * MIN_DIFFERENT_SHARE)))
            .within(Scraping.WINDOW);
    return CEP.pattern(reads.keyBy(Read::reader), pattern)
        .process(new Joined(), TypeInformation.of(Reads.class))
        .name(times + "-targets");
  }

  private static final class OfDifferentTargets extends IterativeCondition<Read> {

    private static final long serialVersionUID = 1;

    private final long atLeast;

    private OfDifferentTargets(long atLeast) {
      this.atLeast = atLeast;
    }

    @Override
    public boolean filter(Read last, IterativeCondition.Context<Read> match) throws Exception {
      Set<Long> targets = new HashSet<>();
      targets.add(last.target());
      for (Read earlier : match.getEventsForPattern(EARLIER)) {
        targets.add(earlier.target());
      }
      return targets.size() >= atLeast;
    }
  }

  private static final class Joined extends PatternProcessFunction<Read, Reads> {

    private static final long serialVersionUID = 1;

    @Override
    public void processMatch(
        Map<String, List<Read>> match,
        PatternProcessFunction.Context context,
        Collector<Reads> out) {
      List<Read> all = new ArrayList<>(match.get(EARLIER));
      all.addAll(match.get(LAST));
      out.collect(Reads.of(all));
    }
  }
}
