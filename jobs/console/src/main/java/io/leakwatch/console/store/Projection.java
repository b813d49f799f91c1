package io.leakwatch.console.store;

import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Control;
import io.leakwatch.schemas.ControlStatus;
import io.leakwatch.schemas.DeadLetter;
import io.leakwatch.schemas.Suppression;
import io.leakwatch.schemas.Triage;
import io.leakwatch.schemas.TriageAction;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Puts what the topics say into the tables. In which order topics are read makes no difference to
 * what stands there in the end; within a partition, order counts.
 */
public final class Projection {

  /** Kinds of commands. */
  public static final String SUPPRESSION = "SUPPRESSION";

  public static final String CONTROL = "CONTROL";

  private final Sql sql;
  private final AlertTable alerts;
  private final TriageTable triage;
  private final DeadLetterTable deadLetters;

  Projection(Sql sql) {
    this.sql = sql;
    alerts = new AlertTable(sql);
    triage = new TriageTable(sql);
    deadLetters = new DeadLetterTable(sql);
  }

  void inOneTransaction(Consumer<Projection> work) {
    sql.begin();
    try {
      work.accept(this);
      Set<String> changed = alerts.flush();
      changed.addAll(triage.takeChanged());
      triage.showOnAlerts(changed);
      deadLetters.flush();
      sql.commit();
    } catch (RuntimeException fault) {
      sql.rollBack();
      alerts.forget();
      triage.takeChanged();
      deadLetters.forget();
      throw fault;
    }
  }

  /**
   * A revision of an alert.
   *
   * @param mark a hash of the record: of two that differ under one number the greater one stays
   * @param arrivedAt when it was written to Kafka, epoch milliseconds
   */
  public void alert(Alert alert, long mark, long arrivedAt) {
    alerts.add(alert, mark, arrivedAt);
  }

  /**
   * An action, at its place in the log.
   *
   * @return whether it counts: none does that builds on an older state than there is
   */
  public boolean action(TriageAction action, int partition, long offset) {
    return triage.action(action, partition, offset);
  }

  /** A state of the topic of states: believed where the log knows less. */
  public void state(Triage state) {
    triage.state(state);
  }

  /** A revision of a suppression. */
  public void suppression(Suppression each) {
    command(SUPPRESSION, each.getSuppressionId(), each.getRevision(), JsonRecords.write(each));
  }

  /** A revision of a control. */
  public void control(Control each) {
    command(CONTROL, each.getControlId(), each.getRevision(), JsonRecords.write(each));
  }

  private void command(String kind, String id, int revision, String json) {
    sql.update(
        "INSERT INTO command (kind, id, revision, json) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (kind, id) DO UPDATE SET revision = excluded.revision,"
            + " json = excluded.json WHERE excluded.revision >= revision",
        kind,
        id,
        revision,
        json);
  }

  /** A suppression or control that somebody wants to be forgotten, as the job forgets it. */
  public void forgetCommand(String kind, String id) {
    sql.update("DELETE FROM command WHERE kind = ? AND id = ?", kind, id);
  }

  /** What the job says to a command. */
  public void answer(ControlStatus each) {
    sql.update(
        "INSERT INTO answer (id, revision, answered_at, outcome, reason) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (id) DO UPDATE SET revision = excluded.revision,"
            + " answered_at = excluded.answered_at, outcome = excluded.outcome,"
            + " reason = excluded.reason WHERE (excluded.revision, excluded.answered_at)"
            + " >= (revision, answered_at)",
        each.getCommandId(),
        each.getRevision(),
        each.getAnsweredAt().toEpochMilli(),
        each.getOutcome().name(),
        ShortText.summary(each.getReason()));
  }

  /** A record that the job could not evaluate, at its place in the topic of dead letters. */
  public void deadLetter(DeadLetter letter, int partition, long offset) {
    deadLetters.add(letter, partition, offset);
  }

  /** A record that the console could not read. */
  public void fault(String topic, int partition, long offset, String error) {
    sql.update(
        "INSERT OR REPLACE INTO fault (topic, partition, offset, error) VALUES (?, ?, ?, ?)",
        topic,
        partition,
        offset,
        ShortText.title(error));
    sql.update(
        "DELETE FROM fault WHERE topic = ?1 AND (offset, partition) < (SELECT offset, partition"
            + " FROM fault WHERE topic = ?1 ORDER BY offset DESC, partition DESC"
            + " LIMIT 1 OFFSET 19)",
        topic);
  }

  /**
   * Up to where a partition was read.
   *
   * @param next offset of the first record that was not
   * @param records how many were read since the last position
   * @param faults how many of them could not be
   */
  public void position(
      String topic, int partition, String topicId, long next, long records, long faults) {
    sql.update(
        "INSERT INTO position (topic, partition, topic_id, next, records, faults)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (topic, partition) DO UPDATE SET"
            + " next = excluded.next, records = records + excluded.records,"
            + " faults = faults + excluded.faults",
        topic,
        partition,
        topicId,
        next,
        records,
        faults);
  }

  /** Keeps a fact about where all this is from. */
  public void known(String name, String value) {
    sql.update("INSERT OR REPLACE INTO known (name, value) VALUES (?, ?)", name, value);
  }
}
