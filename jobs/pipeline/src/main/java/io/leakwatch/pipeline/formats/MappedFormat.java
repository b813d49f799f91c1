package io.leakwatch.pipeline.formats;

import io.leakwatch.detection.activity.ExactText;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.ClaimedTime;
import io.leakwatch.pipeline.decode.DeadLetterReason;
import io.leakwatch.pipeline.decode.EventDecoder;
import io.leakwatch.pipeline.decode.RawRecord;
import io.leakwatch.pipeline.decode.Received;
import io.leakwatch.pipeline.json.JsonTree;
import io.leakwatch.pipeline.mapping.ContentHash;
import io.leakwatch.pipeline.mapping.Mapped;
import io.leakwatch.pipeline.mapping.Mapping;
import io.leakwatch.pipeline.mapping.Surroundings;

/** Records of somebody else, of which a mapping makes events. */
final class MappedFormat implements EventFormat {

  private final TreeFormat trees;
  private final Mapping mapping;
  private final ClaimedTime time;

  MappedFormat(TreeFormat trees, Mapping mapping, long maxAheadMillis) {
    this.trees = trees;
    this.mapping = mapping;
    this.time = new ClaimedTime(maxAheadMillis);
  }

  @Override
  public Arrival read(RawRecord record, Received received) {
    if (record.value() == null) {
      return record.refused(DeadLetterReason.UNDECODABLE, EventDecoder.NO_VALUE);
    }
    JsonTree tree;
    try {
      tree = trees.read(record.value());
    } catch (NoTree fault) {
      return record.refused(fault.reason(), fault.getMessage());
    }
    Mapped mapped = mapping.of(tree, new Around(record));
    if (mapped instanceof Mapped.Event found) {
      return time.checked(
          new Arrival.Unchecked(record.origin(), found.event(), record.key(), record.value()),
          received);
    }
    return mapped instanceof Mapped.Unreadable fault
        ? record.refused(DeadLetterReason.UNDECODABLE, fault.why())
        : null;
  }

  private record Around(RawRecord record) implements Surroundings {

    @Override
    public String header(String name) {
      return text(record.headers().apply(name));
    }

    @Override
    public String key() {
      return text(record.key());
    }

    @Override
    public String place() {
      Arrival.Origin origin = record.origin();
      return origin.topic() + "-" + origin.partition() + "-" + origin.offset();
    }

    @Override
    public String content() {
      return ContentHash.of(record.value());
    }

    private static String text(byte[] bytes) {
      return bytes == null ? null : ExactText.of(bytes, 0, bytes.length);
    }
  }
}
