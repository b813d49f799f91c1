package io.leakwatch.console.store;

import static io.leakwatch.console.api.SampleAlerts.alert;
import static io.leakwatch.console.api.SampleAlerts.next;
import static io.leakwatch.console.api.SampleAlerts.related;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.console.api.SampleAlerts;
import io.leakwatch.schemas.ActionKind;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.DeadLetter;
import io.leakwatch.schemas.Relation;
import io.leakwatch.schemas.SavedView;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Triage;
import io.leakwatch.schemas.TriageAction;
import io.leakwatch.schemas.TriageStatus;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics are read side by side: whichever is ahead, and however batches fall, all ends alike. */
class AnyOrderTest {

  @TempDir private Path folder;

  /** Everything that pages show; numbers of rows are nobody's business. */
  private static final List<String> TABLES =
      List.of(
          "SELECT alert_id, revision, activity, severity, risk, mode, arrived_at, incident, status,"
              + " assignee, verdict, sequence, came_back, suppressed_by FROM alert ORDER BY 1",
          "SELECT alert_id, r.revision, r.severity, r.evidence FROM revision r JOIN alert USING (n)"
              + " ORDER BY 1, 2",
          "SELECT alert_id, type, id, role FROM link JOIN entity USING (e) JOIN alert USING (n)"
              + " ORDER BY 1, 2, 3, 4",
          "SELECT a.alert_id, q.alert_id, relation FROM quote q JOIN alert a USING (n) ORDER BY 1, 2",
          "SELECT a.alert_id FROM words w JOIN alert a ON a.n = w.rowid"
              + " WHERE w.text MATCH 'worse' ORDER BY 1",
          "SELECT partition, offset, action_id, counted FROM action ORDER BY 1, 2",
          "SELECT alert_id, source, json FROM triage ORDER BY 1, 2",
          "SELECT * FROM view ORDER BY 1",
          "SELECT * FROM dead_letters ORDER BY 1",
          "SELECT * FROM dead_letter ORDER BY 1, 2, 3, 4");

  private static String dump(Store store) {
    StringBuilder dump = new StringBuilder();
    for (String table : TABLES) {
      List<String> rows = store.read(sql -> sql.list(table, AnyOrderTest::cells));
      dump.append(String.join("\n", rows)).append("\n\n");
    }
    return dump.toString();
  }

  private static String cells(ResultSet row) throws SQLException {
    List<String> cells = new ArrayList<>();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      cells.add(String.valueOf(row.getString(i)));
    }
    return String.join("|", cells);
  }

  private static Triage state(String id, long sequence, TriageStatus status) {
    return Triage.newBuilder()
        .setAlertId(id)
        .setSequence(sequence)
        .setStatus(status)
        .setAssignee("by " + sequence)
        .setRevisionJudged(1)
        .setSeverityJudged(Severity.MEDIUM)
        .setRiskJudged(40)
        .setStepsDone(List.of())
        .setAuthor("ann")
        .setAt(SampleAlerts.NOON)
        .build();
  }

  private static TriageAction action(String actionId, Triage after) {
    return TriageAction.newBuilder()
        .setActionId(actionId)
        .setKind(ActionKind.CLOSE)
        .setAuthor("ann")
        .setAt(SampleAlerts.NOON)
        .setAlertId(after.getAlertId())
        .setAfter(after)
        .build();
  }

  private static Consumer<Projection> logged(long offset, TriageAction action) {
    return to -> to.action(action, 0, offset);
  }

  private static TriageAction view(ActionKind kind, String query) {
    return TriageAction.newBuilder()
        .setActionId(kind + query)
        .setKind(kind)
        .setAuthor("ann")
        .setAt(SampleAlerts.NOON)
        .setView(new SavedView("mine", query))
        .build();
  }

  /** Each list is a partition. */
  private static List<List<Consumer<Projection>>> partitions() {
    Alert first = alert("first").setRelated(related("takeover", Relation.PART_OF)).build();
    Alert worse = next(first).setSeverity(Severity.HIGH).setSummary("It got worse.").build();
    Alert takeover =
        alert("takeover")
            .setDetectorId("account-takeover")
            .setRelated(related("cause", Relation.CAUSED_BY))
            .build();
    Alert cause = alert("cause").build();
    Alert otherCause = alert("cause").setMode(AlertMode.SHADOW).build();
    List<Consumer<Projection>> alerts =
        List.of(
            to -> to.alert(worse, 2, 90),
            to -> to.alert(takeover, 3, 70),
            to -> to.alert(cause, 4, 50));
    List<Consumer<Projection>> history =
        List.of(
            to -> to.alert(first, 1, 95),
            to -> to.alert(worse, 2, 96),
            to -> to.alert(otherCause, 5, 45));
    List<Consumer<Projection>> log =
        List.of(
            logged(0, action("counts", state("first", 1, TriageStatus.CLOSED))),
            logged(1, action("too late", state("first", 1, TriageStatus.IN_PROGRESS))),
            logged(2, action("before the alert", state("cause", 1, TriageStatus.CLOSED))),
            logged(3, view(ActionKind.SAVE_VIEW, "a")),
            logged(4, view(ActionKind.DROP_VIEW, "a")),
            logged(5, view(ActionKind.SAVE_VIEW, "b")),
            // The log's beginning is lost here: the state before was the sixth.
            logged(6, action("goes on", state("takeover", 7, TriageStatus.IN_PROGRESS))),
            logged(7, action("too late as well", state("takeover", 7, TriageStatus.OPEN))));
    List<Consumer<Projection>> states =
        List.of(
            to -> to.state(state("first", 1, TriageStatus.CLOSED)),
            to -> to.state(state("takeover", 6, TriageStatus.OPEN)),
            to -> to.state(state("cause", 4, TriageStatus.OPEN)));
    List<Consumer<Projection>> letters = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      DeadLetter letter =
          new DeadLetter(
              i % 2 == 0 ? "undecodable" : "late",
              "detail " + i,
              "login-events",
              0,
              (long) i,
              null,
              null,
              SampleAlerts.NOON.plusSeconds(i / 10));
      int offset = i;
      letters.add(to -> to.deadLetter(letter, 0, offset));
    }
    return List.of(alerts, history, log, states, letters);
  }

  @Test
  void allEndsAlike() {
    String expected = null;
    for (int seed = 0; seed < 30; seed++) {
      try (Store store = Store.open(folder.resolve("store-" + seed))) {
        mix(store, new Random(seed));
        String dump = dump(store);
        assertThat(dump).contains("first|2|UPDATE|3|40|ACTIVE|90|takeover|OPEN|by 1");
        assertThat(dump).contains("cause|1|CREATE|2|40|SHADOW|45|takeover|OPEN|by 4");
        assertThat(dump).contains("takeover|1|CREATE|2|40|ACTIVE|70|takeover|IN_PROGRESS|by 7");
        expected = expected == null ? dump : expected;
        assertThat(dump).as("seed " + seed).isEqualTo(expected);
      }
    }
  }

  /** Reads partitions in order, but whichever next, in batches of any size. */
  private static void mix(Store store, Random random) {
    List<Deque<Consumer<Projection>>> left = new ArrayList<>();
    partitions().forEach(each -> left.add(new ArrayDeque<>(each)));
    while (!left.isEmpty()) {
      int size = 1 + random.nextInt(20);
      store.write(
          to -> {
            for (int i = 0; i < size && !left.isEmpty(); i++) {
              Deque<Consumer<Projection>> next = left.get(random.nextInt(left.size()));
              next.removeFirst().accept(to);
              left.removeIf(Deque::isEmpty);
            }
          });
    }
  }
}
