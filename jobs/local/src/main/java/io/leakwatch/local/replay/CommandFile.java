package io.leakwatch.local.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.detection.words.Shown;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Reason;
import io.leakwatch.pipeline.decisions.Command;
import io.leakwatch.pipeline.json.JsonFault;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.Control;
import io.leakwatch.schemas.Suppression;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Suppressions and controls as JSON lines, one a line, with the schemas' field names. A control is
 * known by its {@code control_id}. Empty lines are passed over.
 */
public final class CommandFile {

  /** So many faults are named; a file of another kind has one in each line. */
  private static final int MOST_FAULTS = 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final List<Command> commands = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  private CommandFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws CommandFault if it cannot be read, or if any line is no command; the message names each
   */
  public static List<Command> read(Path file) {
    TrustedSchemas.trust();
    CommandFile read = new CommandFile(file);
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          read.take(line, number);
        }
      }
    } catch (IOException fault) {
      throw new CommandFault("cannot read " + file + ": " + Reason.of(fault), fault);
    }
    if (!read.faults.isEmpty()) {
      throw new CommandFault(read.words());
    }
    return read.commands;
  }

  private String words() {
    List<String> first = faults.subList(0, Math.min(MOST_FAULTS, faults.size()));
    String others =
        faults.size() > MOST_FAULTS
            ? "\n  and %,d more".formatted(faults.size() - MOST_FAULTS)
            : "";
    return "%s holds lines that are neither a Suppression nor a Control:\n  %s%s"
        .formatted(file, String.join("\n  ", first), others);
  }

  private void take(String line, int number) {
    String place = "line %d of %s".formatted(number, file.getFileName());
    try {
      JsonNode object = JSON.readTree(line);
      if (object.has("control_id")) {
        Control control = JsonRecords.read(line, Control.class);
        commands.add(
            new Command(
                Command.What.CONTROL,
                control.getControlId(),
                bytes(control.toByteBuffer()),
                place));
      } else {
        Suppression suppression = JsonRecords.read(line, Suppression.class);
        commands.add(
            new Command(
                Command.What.SUPPRESSION,
                suppression.getSuppressionId(),
                bytes(suppression.toByteBuffer()),
                place));
      }
    } catch (JsonFault fault) {
      faults.add("line %d: %s".formatted(number, Shown.text(fault.getMessage())));
    } catch (JsonProcessingException fault) {
      faults.add("line %d: no JSON: %s".formatted(number, Shown.text(fault.getOriginalMessage())));
    } catch (IOException fault) {
      faults.add("line %d: %s".formatted(number, Shown.text(fault.getMessage())));
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
