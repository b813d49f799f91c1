package io.leakwatch.console.commands;

import io.leakwatch.console.feed.Awaited;
import io.leakwatch.console.feed.ConsoleTopic;
import io.leakwatch.console.feed.DecisionWriter;
import io.leakwatch.console.feed.Feed;
import io.leakwatch.console.feed.NotNow;
import io.leakwatch.console.feed.ReadBack;
import io.leakwatch.schemas.ActionKind;
import io.leakwatch.schemas.SavedView;
import io.leakwatch.schemas.TriageAction;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecordBase;

/** Writes commands, and then to the log who gave them; each is waited for. */
public final class Publishing {

  private final Feed feed;
  private final DecisionWriter writer;
  private final InstantSource clock;

  public Publishing(Feed feed, DecisionWriter writer, InstantSource clock) {
    this.feed = feed;
    this.writer = writer;
    this.clock = clock;
  }

  static void check(List<String> objections) {
    if (!objections.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", objections));
    }
  }

  /** Writes a command; returns once it was read back. */
  void publish(
      ConsoleTopic topic,
      String id,
      int revision,
      SpecificRecordBase command,
      ActionKind kind,
      String author,
      String note) {
    feed.requireUpToDate();
    ReadBack readBack = ReadBack.of(feed.awaited(), Awaited.command(id, revision));
    readBack.watch(writer.send(topic, id, command));
    require(readBack);
    log(id, action(kind, author, note).setCommandId(id).build());
  }

  /** Saves or drops a view; returns once that was read back. */
  public void view(ActionKind kind, String author, String name, String query) {
    feed.requireUpToDate();
    log("view " + name, action(kind, author, "").setView(new SavedView(name, query)).build());
  }

  private TriageAction.Builder action(ActionKind kind, String author, String note) {
    return TriageAction.newBuilder()
        .setActionId(UUID.randomUUID().toString())
        .setKind(kind)
        .setAuthor(author)
        .setAt(clock.instant())
        .setNote(note);
  }

  private void log(String key, TriageAction action) {
    ReadBack readBack = ReadBack.of(feed.awaited(), Awaited.action(action.getActionId()));
    readBack.watch(writer.send(ConsoleTopic.TRIAGE_LOG, key, action));
    require(readBack);
  }

  private static void require(ReadBack readBack) {
    ReadBack.Result result = readBack.await(System.nanoTime() + ReadBack.PATIENCE.toNanos());
    if (!result.isDone()) {
      throw new NotNow(result.error());
    }
  }
}
