package io.leakwatch.console.triage;

import io.leakwatch.console.feed.Awaited;
import io.leakwatch.console.feed.ConsoleTopic;
import io.leakwatch.console.feed.DecisionWriter;
import io.leakwatch.console.feed.Feed;
import io.leakwatch.console.feed.FeedStatus;
import io.leakwatch.console.feed.ReadBack;
import io.leakwatch.console.questions.AlertRows;
import io.leakwatch.console.questions.Row;
import io.leakwatch.console.store.Sql;
import io.leakwatch.console.store.Store;
import io.leakwatch.console.store.TriageStates;
import io.leakwatch.schemas.ActionKind;
import io.leakwatch.schemas.Triage;
import io.leakwatch.schemas.TriageAction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does things to alerts: writes them to the log, and waits until they were read back. Only then is
 * it known whether they count: somebody else may have been faster, at another console, too.
 */
public final class Triaging {

  private static final Logger LOG = LoggerFactory.getLogger(Triaging.class);

  private final Store store;
  private final Feed feed;
  private final DecisionWriter writer;
  private final InstantSource clock;

  public Triaging(Store store, Feed feed, DecisionWriter writer, InstantSource clock) {
    this.store = store;
    this.feed = feed;
    this.writer = writer;
    this.clock = clock;
  }

  /**
   * An alert as somebody saw it.
   *
   * @param sequence that of the state on which the deed builds
   */
  public record Item(String alertId, long sequence) {}

  /** Not done; {@code row} is the alert as it is now, null where there is none. */
  public record Refused(String alertId, String error, Row row) {}

  /** What became of it. */
  public record Outcome(List<Row> done, List<Refused> refused) {}

  private record Sent(TriageAction action, ReadBack readBack) {}

  /**
   * Does it to all of them, each for itself.
   *
   * @throws io.leakwatch.console.feed.NotNow if nothing can be written at the moment
   */
  public Outcome decide(List<Item> items, Deed deed) {
    feed.requireUpToDate();
    Instant at = clock.instant();
    Map<String, String> refused = new LinkedHashMap<>();
    Map<String, Sent> sent = new LinkedHashMap<>();
    store
        .read(sql -> actions(sql, items, deed, at, refused))
        .forEach((id, action) -> sent.put(id, send(action)));
    List<Triage> counted = new ArrayList<>();
    long deadline = System.nanoTime() + ReadBack.PATIENCE.toNanos();
    sent.forEach(
        (id, each) -> {
          ReadBack.Result result = each.readBack.await(deadline);
          if (result.isDone() && result.counts()) {
            counted.add(each.action.getAfter());
          } else {
            refused.put(id, result.isDone() ? Meanwhile.SOMEBODY_FASTER : result.error());
          }
        });
    counted.forEach(this::writeState);
    return store.read(sql -> outcome(sql, items, counted, refused));
  }

  private static Map<String, TriageAction> actions(
      Sql sql, List<Item> items, Deed deed, Instant at, Map<String, String> refused) {
    Map<String, TriageAction> actions = new LinkedHashMap<>();
    Map<String, Row> rows = AlertRows.byIds(sql, items.stream().map(Item::alertId).toList());
    for (Item item : items) {
      Row row = rows.get(item.alertId);
      String error = objection(sql, item, row, deed);
      if (error != null) {
        refused.put(item.alertId, error);
      } else {
        actions.putIfAbsent(item.alertId, action(sql, row, deed, at));
      }
    }
    return actions;
  }

  /** Why not; null for nothing. */
  private static String objection(Sql sql, Item item, Row row, Deed deed) {
    if (row == null) {
      return "there is no such alert; reload the page";
    }
    if (row.sequence() != item.sequence) {
      return Meanwhile.SOMEBODY_FASTER;
    }
    if (deed.kind() == ActionKind.CHECK && !AlertRows.nextSteps(sql, row).contains(deed.step())) {
      return "the alert no longer names this step; reload the page";
    }
    if (item.alertId.equals(deed.duplicateOf())) {
      return "an alert is no duplicate of itself; name the other one";
    }
    return null;
  }

  private static TriageAction action(Sql sql, Row row, Deed deed, Instant at) {
    Triage before = TriageStates.latest(sql, row.alertId()).orElse(null);
    return TriageAction.newBuilder()
        .setActionId(UUID.randomUUID().toString())
        .setKind(deed.kind())
        .setAuthor(deed.author())
        .setAt(at)
        .setAlertId(row.alertId())
        .setAfter(NextState.after(before, row, deed, at))
        .setNote(deed.note())
        .build();
  }

  private Sent send(TriageAction action) {
    ReadBack readBack = ReadBack.of(feed.awaited(), Awaited.action(action.getActionId()));
    readBack.watch(writer.send(ConsoleTopic.TRIAGE_LOG, action.getAlertId(), action));
    return new Sent(action, readBack);
  }

  /** For other programs; what is lost here is written at the next start. */
  private void writeState(Triage state) {
    writer
        .send(ConsoleTopic.TRIAGE, state.getAlertId(), state)
        .exceptionally(
            fault -> {
              LOG.warn("the state of alert {} was not written: {}", state.getAlertId(), fault);
              return null;
            });
  }

  /** Writes the states that the log has and the topic of states has not. */
  public void writeMissingStates() {
    FeedStatus status = feed.status();
    if (status.connected()) {
      store.read(TriageStates::unwritten).forEach(this::writeState);
    }
  }

  private static Outcome outcome(
      Sql sql, List<Item> items, List<Triage> counted, Map<String, String> refused) {
    Map<String, Row> rows = AlertRows.byIds(sql, items.stream().map(Item::alertId).toList());
    Map<String, Long> seen = new LinkedHashMap<>();
    items.forEach(item -> seen.putIfAbsent(item.alertId, item.sequence));
    List<Row> done = counted.stream().map(each -> rows.get(each.getAlertId())).toList();
    List<Refused> not =
        refused.entrySet().stream()
            .map(
                each ->
                    new Refused(
                        each.getKey(),
                        each.getValue().equals(Meanwhile.SOMEBODY_FASTER)
                            ? Meanwhile.words(sql, each.getKey(), seen.get(each.getKey()))
                            : each.getValue(),
                        rows.get(each.getKey())))
            .toList();
    return new Outcome(done, not);
  }
}
