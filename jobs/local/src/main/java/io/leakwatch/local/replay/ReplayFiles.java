package io.leakwatch.local.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.leakwatch.local.outcome.Summary;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.pipeline.kafka.OcsfFinding;
import io.leakwatch.schemas.Alert;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/** What a replay writes: {@code alerts.jsonl}, {@code dead-letters.jsonl}, {@code summary.json}. */
public final class ReplayFiles {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final String ALERTS = "alerts.jsonl";
  private static final String OCSF_ALERTS = "alerts.ocsf.jsonl";
  private static final String DEAD_LETTERS = "dead-letters.jsonl";
  private static final String SUMMARY = "summary.json";

  /** All that it may write. */
  public static final List<String> NAMES = List.of(ALERTS, OCSF_ALERTS, DEAD_LETTERS, SUMMARY);

  private ReplayFiles() {}

  /** Writes the alerts once more, as OCSF Detection Findings, to {@code alerts.ocsf.jsonl}. */
  public static void writeOcsf(Path folder, Replay replay) throws IOException {
    Files.write(
        folder.resolve(OCSF_ALERTS), replay.alerts().stream().map(OcsfFinding::of).toList());
  }

  /** Writes the three files. */
  public static void write(Path folder, Replay replay, Summary summary) throws IOException {
    write(folder, replay.alerts(), summary);
    lines(folder.resolve(DEAD_LETTERS), replay.deadLetters());
  }

  /** Writes {@code alerts.jsonl} and {@code summary.json} only, for a run that was no replay. */
  public static void write(Path folder, List<Alert> alerts, Summary summary) throws IOException {
    lines(folder.resolve(ALERTS), alerts);
    Files.writeString(folder.resolve(SUMMARY), JSON.writeValueAsString(summary) + "\n");
  }

  private static void lines(Path file, List<? extends SpecificRecordBase> records)
      throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (SpecificRecordBase record : records) {
        writer.write(JsonRecords.write(record));
        writer.write('\n');
      }
    }
  }
}
