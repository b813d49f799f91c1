package io.leakwatch.console.api;

import io.leakwatch.console.feed.Feed;
import io.leakwatch.console.feed.FeedStatus;
import io.leakwatch.console.questions.Blindness;
import io.leakwatch.console.questions.ReadFault;
import io.leakwatch.console.questions.RefusedRecords;
import io.leakwatch.console.store.Positions;
import io.leakwatch.console.store.Positions.Position;
import io.leakwatch.console.store.Sql;
import io.leakwatch.console.store.Store;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the console and what it reads are doing. */
public record ConsoleHealth(
    FeedStatus kafka,
    Reading feed,
    List<RefusedRecords> deadLetters,
    List<Blindness> coverage,
    String folder,
    long databaseBytes) {

  /**
   * What was read.
   *
   * @param faults records that could not be, the last few of each topic
   */
  public record Reading(long records, List<Topic> perTopic, List<ReadFault> faults) {}

  /**
   * Of one topic.
   *
   * @param lag how many records were not read yet; null where that is not known
   */
  public record Topic(String topic, long records, long faults, Long lag) {}

  static ConsoleHealth of(Store store, Feed feed) {
    return store.read(sql -> of(sql, store, feed));
  }

  private static ConsoleHealth of(Sql sql, Store store, Feed feed) {
    FeedStatus status = feed.status();
    Map<String, Long> lags = status.connected() ? feed.lags() : Map.of();
    Map<String, Topic> topics = new TreeMap<>();
    for (Position each : Positions.of(sql).all()) {
      topics.merge(
          each.topic(),
          new Topic(each.topic(), each.records(), each.faults(), lags.get(each.topic())),
          (one, other) ->
              new Topic(
                  one.topic, one.records + other.records, one.faults + other.faults, one.lag));
    }
    return new ConsoleHealth(
        status,
        new Reading(
            topics.values().stream().mapToLong(Topic::records).sum(),
            List.copyOf(topics.values()),
            ReadFault.all(sql)),
        RefusedRecords.all(sql),
        Blindness.now(sql),
        store.folder().toString(),
        store.bytes());
  }
}
