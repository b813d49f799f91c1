package io.leakwatch.workbench.demo;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.kafka.AlertFeed;
import io.leakwatch.local.live.LocalJob;
import io.leakwatch.local.live.Recently;
import io.leakwatch.local.outcome.Pace;
import io.leakwatch.local.outcome.Summary;
import io.leakwatch.schemas.Alert;
import io.leakwatch.traffic.Label;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The traffic goes out, and the alerts come in. */
final class Play {

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration TO_DRAIN = Duration.ofSeconds(60);
  private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(30);

  /** Counters that change while they are read do not add up. */
  private static final int LOOKS_AT_COUNTERS = 20;

  private final DemoPlan plan;
  private final List<Label> labels;
  private final Publisher publisher;
  private final LocalJob job;
  private final AlertFeed feed;
  private final DemoScreen screen;
  private final Headlines headlines = new Headlines();
  private final Findings findings = new Findings();
  private final Pace pace = new Pace();
  private final Recently recently = new Recently();
  private final long began = System.nanoTime();
  private long behind;
  private volatile boolean stopped;

  Play(
      DemoPlan plan,
      List<Label> labels,
      Publisher publisher,
      LocalJob job,
      AlertFeed feed,
      DemoScreen screen) {
    this.plan = plan;
    this.labels = labels;
    this.publisher = publisher;
    this.job = job;
    this.feed = feed;
    this.screen = screen;
  }

  void stop() {
    stopped = true;
  }

  /**
   * Publishes all, or until it is stopped, and sees to it that nothing waits in the job any more.
   *
   * @throws CommandFault when the job fails, or receives nothing for long
   */
  void run() throws Exception {
    publisher.start();
    while (!publisher.isDone() && !stopped) {
      watch();
    }
    behind = Math.max(0, publisher.published() - received());
    if (!stopped) {
      screen.say("All is published; the job judges what it still holds …");
      catchUp();
      drain();
    }
    if (stopped) {
      publisher.close();
      job.cancel();
    }
    do {
      show(feed.poll(POLL));
    } while (!feed.isAtEnd());
    screen.alerts(lastHeadlines(), elapsed());
  }

  private void watch() throws Exception {
    job.checkAlive();
    show(feed.poll(POLL));
    long received = received();
    sample(received);
    screen.progress(
        String.format(
            Locale.ROOT,
            "%s of %s  %,d events received, %,d/s, %s",
            AlertLine.clock(elapsed()),
            AlertLine.clock(plan.duration()),
            received,
            recently.perSecond(),
            Figures.counted(findings.count(), "alert")));
  }

  private long received() {
    return job.counters().get("received");
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private void catchUp() throws Exception {
    long best = -1;
    long since = System.nanoTime();
    while (received() < publisher.published() && !stopped) {
      watch();
      if (received() > best) {
        best = received();
        since = System.nanoTime();
      } else if (System.nanoTime() - since > LONGEST_STANDSTILL.toNanos()) {
        throw new CommandFault(
            "the job has received %,d of %,d events, and no more for %d s; run again with --verbose"
                .formatted(best, publisher.published(), LONGEST_STANDSTILL.toSeconds()));
      }
    }
  }

  /** Takes a moment; what comes of it is shown meanwhile. */
  private void drain() throws Exception {
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(
            () -> {
              try {
                job.drain(TO_DRAIN);
              } catch (Exception fault) {
                throw new CompletionException(fault);
              }
            });
    while (!end.isDone() && !stopped) {
      show(feed.poll(POLL));
    }
    if (!stopped) {
      try {
        end.join();
      } catch (CompletionException fault) {
        throw fault.getCause() instanceof Exception known ? known : fault;
      }
    }
  }

  private synchronized void show(List<Alert> alerts) {
    alerts.forEach(findings::add);
    screen.alerts(headlines.of(alerts, elapsed()), elapsed());
  }

  private synchronized List<Headline> lastHeadlines() {
    return headlines.last();
  }

  private synchronized void sample(long received) {
    pace.sample(System.nanoTime(), received);
    recently.sample(System.nanoTime(), received);
  }

  /** What there is by now; from any thread. */
  synchronized DemoOutcome outcome() {
    List<Alert> alerts = findings.alerts();
    return new DemoOutcome(
        publisher.published(),
        publisher.took(),
        publisher.latestAt(),
        behind,
        stopped,
        summary(),
        alerts,
        alerts.stream().filter(alert -> !headlines.hasShown(alert.getAlertId())).count(),
        labels);
  }

  private Summary summary() {
    Summary summary = Summary.of(job.counters(), findings.alertsByDetector(), pace);
    for (int look = 1; look < LOOKS_AT_COUNTERS && !summary.isBalanced(); look++) {
      summary = Summary.of(job.counters(), findings.alertsByDetector(), pace);
    }
    return summary;
  }
}
