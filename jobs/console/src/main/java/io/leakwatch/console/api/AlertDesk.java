package io.leakwatch.console.api;

import io.leakwatch.console.commands.Controlling;
import io.leakwatch.console.commands.Publishing;
import io.leakwatch.console.commands.Suppressing;
import io.leakwatch.console.feed.Change;
import io.leakwatch.console.feed.DecisionWriter;
import io.leakwatch.console.feed.Feed;
import io.leakwatch.console.server.Routes;
import io.leakwatch.console.store.Store;
import io.leakwatch.console.triage.Triaging;
import io.leakwatch.pipeline.JobConfig;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The console's data: alerts and decisions read from Kafka, and the answers that pages ask for. */
public final class AlertDesk implements AutoCloseable {

  private final Store store;
  private final Feed feed;
  private final DecisionWriter writer;
  private final Triaging triaging;
  private final List<Routes> routes;
  private final ExecutorService aside =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "console-states");
            thread.setDaemon(true);
            return thread;
          });

  private AlertDesk(Store store, JobConfig config, Consumer<Change> listener) {
    this.store = store;
    InstantSource clock = InstantSource.system();
    feed = new Feed(config.kafka(), store, listener);
    writer = new DecisionWriter(config.kafka());
    triaging = new Triaging(store, feed, writer, clock);
    Publishing publishing = new Publishing(feed, writer, clock);
    Suppressing suppressing = new Suppressing(store, publishing, clock);
    Controlling controlling = new Controlling(store, publishing, clock);
    routes =
        List.of(
            new AlertRoutes(store, suppressing),
            new TriageRoutes(triaging),
            new EntityRoutes(store),
            new OverviewRoutes(store, clock),
            new DetectorRoutes(store, controlling, config.job()),
            new CommandRoutes(suppressing, controlling),
            new ViewRoutes(store, publishing),
            new LabelRoutes(store));
  }

  /**
   * Opens the store; reads nothing yet.
   *
   * @param folder made if it is not there; may be deleted while no console runs
   * @param config the job's configuration
   * @param listener hears of changes, at most four times a second
   * @throws io.leakwatch.local.CommandFault if another process has the folder, or it cannot be
   *     written
   */
  public static AlertDesk open(Path folder, JobConfig config, Consumer<Change> listener) {
    return new AlertDesk(Store.open(folder), config, listener);
  }

  /** Begins to read; returns at once. */
  public void start() {
    feed.onCaughtUp(() -> aside.execute(triaging::writeMissingStates));
    feed.start();
  }

  /** What it answers. */
  public List<Routes> routes() {
    return routes;
  }

  public Feed feed() {
    return feed;
  }

  public Store store() {
    return store;
  }

  /** How it is doing. */
  public ConsoleHealth health() {
    return ConsoleHealth.of(store, feed);
  }

  @Override
  public void close() {
    feed.close();
    aside.shutdownNow();
    writer.close();
    store.close();
  }
}
