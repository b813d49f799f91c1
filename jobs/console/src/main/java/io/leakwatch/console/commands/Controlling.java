package io.leakwatch.console.commands;

import io.leakwatch.console.feed.ConsoleTopic;
import io.leakwatch.console.questions.Commands;
import io.leakwatch.console.store.Sql;
import io.leakwatch.console.store.Store;
import io.leakwatch.pipeline.decisions.Objections;
import io.leakwatch.schemas.ActionKind;
import io.leakwatch.schemas.Control;
import io.leakwatch.schemas.DetectorMode;
import io.leakwatch.schemas.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Makes and withdraws controls, and says which are in force. */
public final class Controlling {

  private final Store store;
  private final Publishing publishing;
  private final Times times;

  public Controlling(Store store, Publishing publishing, InstantSource clock) {
    this.store = store;
    this.publishing = publishing;
    this.times = new Times(clock);
  }

  /** All, the newest first. */
  public List<ShownControl> all() {
    return store.read(this::all);
  }

  /** Likewise, among other questions. */
  public List<ShownControl> all(Sql sql) {
    return ShownControl.all(sql, times.now(sql));
  }

  /** Those about a detector, or about all, that have not ended. */
  public static List<ShownControl> about(String detector, List<ShownControl> all) {
    return all.stream()
        .filter(each -> each.isAbout(detector))
        .filter(each -> each.isInForce() || each.state().equals("waiting"))
        .toList();
  }

  /**
   * What is in force for a detector: that of the control that began to hold last.
   *
   * @param aspect null where a control does not say
   */
  public static Optional<String> inForce(
      String detector, List<ShownControl> all, Function<ShownControl, String> aspect) {
    return all.stream()
        .filter(each -> each.isInForce() && each.isAbout(detector) && aspect.apply(each) != null)
        .max(
            Comparator.comparingLong(ShownControl::holdsFrom)
                .thenComparing(ShownControl::madeAt)
                .thenComparing(ShownControl::controlId))
        .map(aspect);
  }

  /**
   * Makes one; returns once it was read back.
   *
   * @param detectorId null for all
   * @param mode null to leave it as it is, as {@code floor}
   * @param days for how long it holds; null for ever
   * @throws IllegalArgumentException if it could not be applied
   */
  public ShownControl make(
      String detectorId,
      DetectorMode mode,
      Severity floor,
      String author,
      String reason,
      Integer days) {
    Instant from = store.read(times::soon);
    Control made =
        Control.newBuilder()
            .setControlId(UUID.randomUUID().toString())
            .setRevision(1)
            .setDetectorId(detectorId)
            .setMode(mode)
            .setSeverityFloor(floor)
            .setAuthor(author)
            .setReason(reason)
            .setMadeAt(times.clock().instant())
            .setHoldsFrom(from)
            .setExpiresAt(days == null ? null : from.plus(Duration.ofDays(days)))
            .build();
    Publishing.check(Objections.to(made));
    publish(made, author, reason);
    return shown(made.getControlId()).orElseThrow();
  }

  /**
   * Withdraws one; returns once that was read back. Empty if there is none of this id.
   *
   * @throws IllegalArgumentException if it was withdrawn before
   */
  public Optional<ShownControl> withdraw(String id, String author, String reason) {
    Optional<Control> known = store.read(sql -> Commands.control(sql, id));
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Control before = known.get();
    if (before.getWithdrawnAt() != null) {
      throw new IllegalArgumentException(
          "it was withdrawn already, by " + before.getAuthor() + "; reload the page");
    }
    Control withdrawn =
        Control.newBuilder(before)
            .setRevision(before.getRevision() + 1)
            .setAuthor(author)
            .setMadeAt(times.clock().instant())
            .setWithdrawnAt(store.read(times::soon))
            .build();
    publish(withdrawn, author, reason);
    return shown(id);
  }

  private void publish(Control each, String author, String note) {
    publishing.publish(
        ConsoleTopic.CONTROL,
        each.getControlId(),
        each.getRevision(),
        each,
        each.getWithdrawnAt() == null ? ActionKind.CONTROL : ActionKind.WITHDRAW,
        author,
        note);
  }

  private Optional<ShownControl> shown(String id) {
    return all().stream().filter(each -> each.controlId().equals(id)).findAny();
  }
}
