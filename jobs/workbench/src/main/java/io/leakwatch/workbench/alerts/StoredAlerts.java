package io.leakwatch.workbench.alerts;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.files.Line;
import io.leakwatch.local.files.LineReader;
import io.leakwatch.pipeline.json.JsonFault;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.Alert;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Alerts that somebody has kept, each in its latest revision. */
public final class StoredAlerts {

  private final Map<String, StoredAlert> latest = new LinkedHashMap<>();

  /**
   * The alerts of a run, in the order of their first appearance. A line that is no alert fails it
   * all: a list of some alerts would look like a list of all.
   *
   * @param run a folder with {@code alerts.jsonl}, or such a file itself
   * @throws CommandFault when it is not there or a line is no alert
   */
  public static List<StoredAlert> in(Path run) {
    Path file = Files.isDirectory(run) ? run.resolve("alerts.jsonl") : run;
    if (!Files.exists(file)) {
      throw new CommandFault(
          "there is no file " + file + "; give a folder that 'replay --output' has written");
    }
    StoredAlerts alerts = new StoredAlerts();
    try (LineReader lines = LineReader.open(file)) {
      while (lines.hasNext()) {
        Line line = lines.next();
        if (!line.isBlank() || line.fault() != null) {
          alerts.add(read(file, line));
        }
      }
    }
    return List.copyOf(alerts.all());
  }

  private static StoredAlert read(Path file, Line line) {
    String place = file + ":" + (line.number() + 1) + ": ";
    if (line.fault() != null) {
      throw new CommandFault(place + line.fault());
    }
    try {
      return new StoredAlert(JsonRecords.read(line.bytes(), Alert.class), line.text().strip());
    } catch (JsonFault fault) {
      throw new CommandFault(place + "not an alert: " + fault.getMessage(), fault);
    }
  }

  /** Keeps a revision, unless a later one of the same alert is there. */
  void add(StoredAlert alert) {
    latest.merge(
        alert.id(),
        alert,
        (one, other) -> other.alert().getRevision() < one.alert().getRevision() ? one : other);
  }

  /** Forgets an alert, as a record without a value asks a compacted topic to. */
  void remove(String id) {
    latest.remove(id);
  }

  Collection<StoredAlert> all() {
    return latest.values();
  }
}
