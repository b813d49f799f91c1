package io.leakwatch.benchmarks.rivals.cep;

import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;

/**
 * Credential stuffing: twenty failed logins in a row from one address, on fifteen accounts.
 *
 * <p>Strictly one after the other, and the accounts are counted at the last only. The pattern that
 * comes to mind first, fifteen logins each on an account that the ones before were not on, begins
 * anew with each login and looks back over all of them: an address that tries one account's
 * passwords all day would keep every attempt of an hour waiting.
 */
final class Stuffing {

  private static final int ATTEMPTS = 20;
  private static final int ACCOUNTS = 15;
  private static final Duration WINDOW = Duration.ofHours(1);

  private static final String EARLIER = "earlier";
  private static final String LAST = "last";

  private Stuffing() {}

  static DataStream<Suspicion> suspicions(DataStream<Failure> failures) {
    return CEP.pattern(
            failures.keyBy(Failure::address),
            pattern(),
            (one, other) -> Long.compare(one.at(), other.at()))
        .process(new Words())
        .name("credential-stuffing");
  }

  private static Pattern<Failure, ?> pattern() {
    return Pattern.<Failure>begin(EARLIER, AfterMatchSkipStrategy.skipPastLastEvent())
        .times(ATTEMPTS - 1)
        .consecutive()
        .next(LAST)
        .where(new OnManyAccounts())
        .within(WINDOW);
  }

  private static final class OnManyAccounts extends IterativeCondition<Failure> {

    private static final long serialVersionUID = 1;

    @Override
    public boolean filter(Failure last, IterativeCondition.Context<Failure> match)
        throws Exception {
      Set<Long> accounts = new HashSet<>();
      accounts.add(last.account());
      for (Failure earlier : match.getEventsForPattern(EARLIER)) {
        accounts.add(earlier.account());
      }
      return accounts.size() >= ACCOUNTS;
    }
  }

  private static final class Words extends PatternProcessFunction<Failure, Suspicion> {

    private static final long serialVersionUID = 1;

    @Override
    public void processMatch(
        Map<String, List<Failure>> match,
        PatternProcessFunction.Context context,
        Collector<Suspicion> out) {
      Failure first = match.get(EARLIER).get(0);
      Failure last = match.get(LAST).get(0);
      out.collect(
          new Suspicion(
              "credential-stuffing", SubjectType.ADDRESS, last.address(), first.at(), last.at()));
    }
  }
}
