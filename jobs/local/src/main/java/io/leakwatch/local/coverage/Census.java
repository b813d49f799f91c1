package io.leakwatch.local.coverage;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.needs.Tallies;
import io.leakwatch.local.files.EventFile;
import io.leakwatch.local.files.FileRecord;
import io.leakwatch.local.files.UnknownValues;
import io.leakwatch.local.kafka.TopicContents;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.admit.Activities;
import io.leakwatch.pipeline.admit.Faults;
import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.Received;
import io.leakwatch.pipeline.formats.EventFormat;
import io.leakwatch.pipeline.geo.GeoDatabases;
import io.leakwatch.pipeline.kafka.KafkaArrivals;
import io.leakwatch.pipeline.kafka.KafkaEdges;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads events as the job does, and counts what they carry. Its memory does not grow with the
 * number of events.
 */
public final class Census implements AutoCloseable {

  private static final int SHOWN_EVERY = 10_000;

  private final Tallies tallies = new Tallies();
  private final OddValues odd = new OddValues();
  private final Clocks clocks = new Clocks();
  private final UnknownValues unknown = new UnknownValues();
  private final List<DetectorType> detectors;
  private final GeoDatabases databases;
  private final AccountNames names;
  private final Activities activities;
  private final LongConsumer progress;
  private long records;
  private long refused;
  private String firstRefusal;

  /**
   * @param options say which detectors run, and how names and addresses are read
   * @param progress hears now and then how many records were read
   */
  public Census(JobOptions options, LongConsumer progress) {
    this.databases = options.geoFiles().open();
    this.names = options.accountNames();
    this.activities = new Activities(databases, names);
    this.detectors = options.types();
    this.progress = progress;
  }

  /** Reads a file to its end. */
  public void read(Path path) throws IOException {
    long lastWritten = Files.getLastModifiedTime(path).toMillis();
    try (EventFile file = EventFile.open(path)) {
      file.onUnknownSymbols(unknown::took);
      while (file.hasNext()) {
        FileRecord each = file.next();
        if (each.event() == null) {
          refuse("%s, record %d: %s".formatted(path, each.number(), each.fault()));
        } else if (add(each.event(), path + ", record " + each.number())) {
          clocks.addOfFile(path.toString(), Arrival.timeOf(each.event()), lastWritten);
        }
      }
    }
  }

  /** Reads what a topic holds at this moment. */
  public void read(EventKind kind, KafkaOptions kafka) {
    EventFormat format = KafkaEdges.format(kind, kafka);
    TopicContents.read(kafka, kafka.topic(kind), record -> add(record, format));
  }

  private void add(ConsumerRecord<byte[], byte[]> record, EventFormat format) {
    Arrival.Origin origin =
        new Arrival.Origin(record.topic(), record.partition(), record.offset(), record.timestamp());
    String where =
        "%s, partition %d, offset %d"
            .formatted(record.topic(), record.partition(), record.offset());
    Arrival arrival =
        format.read(KafkaArrivals.raw(record, origin), Received.asStated(record.timestamp()));
    if (arrival instanceof Arrival.Refused no) {
      refuse(where + ": " + no.letter().getDetail());
    } else if (arrival instanceof Arrival.Unchecked yes
        && yes.event() instanceof SpecificRecordBase event
        && add(event, where)) {
      clocks.addOfTopic(record.topic(), yes.at(), record.timestamp());
    }
  }

  /** False if it was refused. */
  private boolean add(SpecificRecordBase event, String where) {
    String fault = Faults.of(event, names);
    if (fault != null) {
      refuse(where + ": " + fault);
      return false;
    }
    count();
    Activity activity = activities.of(event);
    tallies.add(activity, event);
    odd.add(event, activity);
    return true;
  }

  private void refuse(String why) {
    count();
    refused++;
    if (firstRefusal == null) {
      firstRefusal = why;
    }
  }

  private void count() {
    if (++records % SHOWN_EVERY == 0) {
      progress.accept(records);
    }
  }

  /** What the events so far let the detectors see. */
  public Coverage coverage() {
    return Coverage.of(tallies, detectors);
  }

  /** How many records could not be read, or hold impossible values. */
  public long refused() {
    return refused;
  }

  /** Where the first of them is and what is wrong with it; null for none. */
  public String firstRefusal() {
    return firstRefusal;
  }

  /** What fields hold that they should not, a line each. */
  public List<String> oddValues() {
    List<String> lines = new ArrayList<>(odd.lines());
    lines.addAll(clocks.lines());
    Map<String, Long> others = new TreeMap<>();
    unknown.drainTo((value, times) -> others.merge(value, times, Long::sum));
    others.forEach(
        (value, times) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "%s in %,d events is no value that is known; write one that the schema lists",
                    value,
                    times)));
    return lines;
  }

  @Override
  public void close() throws IOException {
    if (databases != null) {
      databases.close();
    }
  }
}
