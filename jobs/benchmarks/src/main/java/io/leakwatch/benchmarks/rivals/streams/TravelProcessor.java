package io.leakwatch.benchmarks.rivals.streams;

import io.leakwatch.benchmarks.rivals.Baseline;
import io.leakwatch.benchmarks.rivals.Progress;
import io.leakwatch.benchmarks.rivals.Sighting;
import io.leakwatch.benchmarks.rivals.Stories;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Impossible travel, by account: a login is compared with where the account was last. Logins are
 * keyed by account already, and each partition is in order.
 */
final class TravelProcessor extends ContextualProcessor<String, Sighting, Void, Void> {

  private final String storeName;
  private final Stories stories;
  private final Progress progress;
  private KeyValueStore<String, Baseline> baselines;

  TravelProcessor(String storeName, Stories stories, Progress progress) {
    this.storeName = storeName;
    this.stories = stories;
    this.progress = progress;
  }

  /** The store that such a processor needs. */
  static StoreBuilder<KeyValueStore<String, Baseline>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.String(), BaselineBytes.serde())
        .withCachingEnabled();
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    baselines = context.getStateStore(storeName);
    context.schedule(Duration.ofDays(1), PunctuationType.STREAM_TIME, this::forget);
  }

  @Override
  public void process(Record<String, Sighting> seen) {
    Sighting here = seen.value();
    Baseline baseline = baselines.get(seen.key());
    if (baseline == null) {
      baselines.put(seen.key(), Baseline.of(here));
    } else if (baseline.agrees(here)) {
      baselines.put(seen.key(), baseline.after(here));
    } else if (here.login() && baseline.confidence(here) >= Baseline.MIN_CONFIDENCE) {
      stories.note("impossible-travel", "ACCOUNT", seen.key(), here.at());
    }
    progress.done(Progress.WHOLE / 2);
  }

  /** What is a week old goes; a store of keys and values forgets nothing itself. */
  private void forget(long now) {
    try (KeyValueIterator<String, Baseline> all = baselines.all()) {
      while (all.hasNext()) {
        KeyValue<String, Baseline> next = all.next();
        if (next.value.at() < now - Baseline.REMEMBERED_MILLIS) {
          baselines.delete(next.key);
        }
      }
    }
  }
}
