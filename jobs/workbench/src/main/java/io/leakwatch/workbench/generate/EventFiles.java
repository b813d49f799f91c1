package io.leakwatch.workbench.generate;

import io.leakwatch.local.files.EventFileWriter;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.traffic.Label;
import io.leakwatch.traffic.SimulatedEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder with one file for each kind of event, Avro containers or JSON lines, and the labels. */
public final class EventFiles implements AutoCloseable {

  /** All that it may write. */
  static final List<String> NAMES =
      Stream.concat(
              Stream.of(LabelFile.NAME),
              Arrays.stream(EventKind.values())
                  .flatMap(kind -> Stream.of(kind.topic() + ".avro", kind.topic() + ".jsonl")))
          .toList();

  private final Path folder;
  private final Map<EventKind, EventFileWriter> writers = new EnumMap<>(EventKind.class);

  /**
   * Starts the files, over any of the same name.
   *
   * @param folder an existing folder
   * @param json JSON lines, instead of Avro containers
   */
  public EventFiles(Path folder, boolean json) {
    this.folder = folder;
    for (EventKind kind : EventKind.values()) {
      Path file = folder.resolve(kind.topic() + (json ? ".jsonl" : ".avro"));
      writers.put(kind, EventFileWriter.create(file, kind));
    }
  }

  public void write(SimulatedEvent event) {
    writers.get(event.kind()).append(event.record());
  }

  /** Writes {@code labels.jsonl}, one label a line. */
  public void write(List<Label> labels) throws IOException {
    LabelFile.write(folder, labels);
  }

  @Override
  public void close() {
    writers.values().forEach(EventFileWriter::close);
  }
}
