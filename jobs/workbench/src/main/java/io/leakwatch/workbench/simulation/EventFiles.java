package io.leakwatch.workbench.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.workbench.files.EventFileWriter;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/** A folder with one file for each kind of event, Avro containers or JSON lines, and the labels. */
public final class EventFiles implements Closeable {

  private interface Sink extends Closeable {
    void append(SpecificRecordBase event) throws IOException;
  }

  private static final int BUFFER_BYTES = 1 << 18;
  private static final int BLOCK_BYTES = 1 << 16;

  private final Path folder;
  private final boolean json;
  private final Map<EventKind, Sink> writers = new EnumMap<>(EventKind.class);

  /**
   * Starts the files, over any of the same name.
   *
   * @param folder an existing folder
   * @param json JSON lines, instead of Avro containers
   */
  public EventFiles(Path folder, boolean json) throws IOException {
    this.folder = folder;
    this.json = json;
    try {
      open(EventKind.LOGIN, LoginEvent.class);
      open(EventKind.API, ApiEvent.class);
      open(EventKind.DM, DmMetadataEvent.class);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private <T extends SpecificRecordBase> void open(EventKind kind, Class<T> type)
      throws IOException {
    writers.put(kind, json ? jsonLines(kind) : avro(kind, type));
  }

  private Sink jsonLines(EventKind kind) {
    EventFileWriter writer =
        EventFileWriter.create(
            folder.resolve(kind.topic() + ".jsonl"),
            io.leakwatch.pipeline.codec.EventKind.ofFileName(kind.topic()).orElseThrow());
    return new Sink() {
      @Override
      public void append(SpecificRecordBase event) {
        writer.append(event);
      }

      @Override
      public void close() {
        writer.close();
      }
    };
  }

  private <T extends SpecificRecordBase> Sink avro(EventKind kind, Class<T> type)
      throws IOException {
    SpecificData model = SpecificData.getForClass(type);
    Schema schema = model.getSchema(type);
    Path file = folder.resolve(kind.topic() + ".avro");
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
    DataFileWriter<SpecificRecordBase> writer =
        new DataFileWriter<>(new SpecificDatumWriter<SpecificRecordBase>(schema, model));
    writer.setCodec(CodecFactory.nullCodec()).setSyncInterval(BLOCK_BYTES);
    writer.create(schema, out, marker(kind));
    return new Sink() {
      @Override
      public void append(SpecificRecordBase event) throws IOException {
        writer.append(event);
      }

      @Override
      public void close() throws IOException {
        writer.close();
      }
    };
  }

  /** Avro draws the marker at random; ours is fixed, so that one seed gives the same bytes. */
  private static byte[] marker(EventKind kind) {
    byte[] marker = new byte[16];
    for (int i = 0; i < marker.length; i++) {
      marker[i] = (byte) (Dice.mix(kind.topic().hashCode() * 16L + i) >>> 56);
    }
    return marker;
  }

  public void write(SimulatedEvent event) throws IOException {
    writers.get(event.kind()).append(event.record());
  }

  /** Writes {@code labels.jsonl}, one label a line. */
  public void write(List<Label> labels) throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (Writer lines = Files.newBufferedWriter(folder.resolve("labels.jsonl"))) {
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

  @Override
  public void close() throws IOException {
    for (Sink writer : writers.values()) {
      writer.close();
    }
  }
}
