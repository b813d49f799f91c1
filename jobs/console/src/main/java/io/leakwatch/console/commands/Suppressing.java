package io.leakwatch.console.commands;

import io.leakwatch.console.feed.ConsoleTopic;
import io.leakwatch.console.questions.Commands;
import io.leakwatch.console.store.Store;
import io.leakwatch.pipeline.decisions.Objections;
import io.leakwatch.schemas.ActionKind;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.schemas.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes, withdraws and tries suppressions. */
public final class Suppressing {

  private final Store store;
  private final Publishing publishing;
  private final Times times;

  public Suppressing(Store store, Publishing publishing, InstantSource clock) {
    this.store = store;
    this.publishing = publishing;
    this.times = new Times(clock);
  }

  /** Which alerts; null for what makes no difference. */
  public record Scope(String detectorId, SubjectType subjectType, String subject, String network) {}

  /** All, the newest first. */
  public List<ShownSuppression> all() {
    return store.read(sql -> ShownSuppression.all(sql, times.now(sql)));
  }

  /**
   * What one would have hidden.
   *
   * @throws IllegalArgumentException if it has no scope, or one that cannot be read
   */
  public Preview preview(Scope scope) {
    return store.read(
        sql -> {
          Instant now = times.now(sql);
          Suppression tried =
              suppression(scope, "preview", "preview", now).setExpiresAt(now.plusMillis(1)).build();
          check(tried);
          return Preview.of(sql, tried, now);
        });
  }

  /**
   * Makes one; returns once it was read back.
   *
   * @param days for how long it holds
   * @throws IllegalArgumentException if it could not be applied
   */
  public ShownSuppression make(Scope scope, String author, String reason, int days) {
    Instant from = store.read(times::soon);
    Suppression made =
        suppression(scope, author, reason, from)
            .setExpiresAt(from.plus(Duration.ofDays(days)))
            .build();
    check(made);
    publish(made, ActionKind.SUPPRESS, author, reason);
    return shown(made.getSuppressionId()).orElseThrow();
  }

  /**
   * Withdraws one; returns once that was read back. Empty if there is none of this id.
   *
   * @throws IllegalArgumentException if it does not hold any longer
   */
  public Optional<ShownSuppression> withdraw(String id, String author, String reason) {
    Optional<Suppression> known = store.read(sql -> Commands.suppression(sql, id));
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Suppression before = known.get();
    if (before.getWithdrawnAt() != null) {
      throw new IllegalArgumentException(
          "it was withdrawn already, by " + before.getAuthor() + "; reload the page");
    }
    Suppression withdrawn =
        Suppression.newBuilder(before)
            .setRevision(before.getRevision() + 1)
            .setAuthor(author)
            .setMadeAt(times.clock().instant())
            .setWithdrawnAt(store.read(times::soon))
            .build();
    publish(withdrawn, ActionKind.WITHDRAW, author, reason);
    return shown(id);
  }

  private Suppression.Builder suppression(Scope scope, String author, String reason, Instant from) {
    return Suppression.newBuilder()
        .setSuppressionId(UUID.randomUUID().toString())
        .setRevision(1)
        .setDetectorId(scope.detectorId)
        .setSubjectType(scope.subjectType)
        .setSubject(scope.subject)
        .setNetwork(scope.network)
        .setAuthor(author)
        .setReason(reason)
        .setMadeAt(times.clock().instant())
        .setHoldsFrom(from);
  }

  private static void check(Suppression suppression) {
    Publishing.check(Objections.to(suppression));
  }

  private void publish(Suppression each, ActionKind kind, String author, String note) {
    publishing.publish(
        ConsoleTopic.SUPPRESSIONS,
        each.getSuppressionId(),
        each.getRevision(),
        each,
        kind,
        author,
        note);
  }

  private Optional<ShownSuppression> shown(String id) {
    return all().stream().filter(each -> each.suppressionId().equals(id)).findAny();
  }
}
