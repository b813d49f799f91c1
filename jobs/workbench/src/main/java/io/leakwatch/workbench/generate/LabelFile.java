package io.leakwatch.workbench.generate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leakwatch.traffic.Label;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The attacks that are in some traffic, as {@code evaluate} reads them. */
public final class LabelFile {

  static final String NAME = "labels.jsonl";

  private LabelFile() {}

  /** Writes {@code labels.jsonl} into an existing folder, one label a line. */
  public static void write(Path folder, List<Label> labels) throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (Writer lines = Files.newBufferedWriter(folder.resolve(NAME))) {
      for (Label label : labels) {
        lines.write(json.writeValueAsString(object(json, label)));
        lines.write('\n');
      }
    }
  }

  private static ObjectNode object(ObjectMapper json, Label label) {
    ObjectNode object = json.createObjectNode();
    object.put("label_id", label.labelId());
    object.put("detector_id", label.detectorId());
    object
        .putObject("subject")
        .put("type", label.subjectType().name())
        .put("id", label.subjectId());
    object.put("first_at", label.firstAt());
    object.put("last_at", label.lastAt());
    object.put("note", label.note());
    return object;
  }
}
