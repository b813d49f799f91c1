package io.leakwatch.local.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.leakwatch.local.outcome.Summary;
import io.leakwatch.pipeline.json.JsonRecords;
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

  private ReplayFiles() {}

  /** Writes the three files. */
  public static void write(Path folder, Replay replay, Summary summary) throws IOException {
    write(folder, replay.alerts(), summary);
    lines(folder.resolve("dead-letters.jsonl"), replay.deadLetters());
  }

  /** Writes {@code alerts.jsonl} and {@code summary.json} only, for a run that was no replay. */
  public static void write(Path folder, List<Alert> alerts, Summary summary) throws IOException {
    lines(folder.resolve("alerts.jsonl"), alerts);
    Files.writeString(folder.resolve("summary.json"), JSON.writeValueAsString(summary) + "\n");
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
