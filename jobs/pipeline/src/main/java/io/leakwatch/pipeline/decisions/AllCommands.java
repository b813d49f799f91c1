package io.leakwatch.pipeline.decisions;

import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** All commands, from the first one: the only split of their source. It says nothing else. */
public record AllCommands() implements SourceSplit {

  /** Its id. */
  public static final String ID = "commands";

  static final SimpleVersionedSerializer<AllCommands> SERIALIZER =
      new SimpleVersionedSerializer<>() {
        @Override
        public int getVersion() {
          return 1;
        }

        @Override
        public byte[] serialize(AllCommands all) {
          return new byte[0];
        }

        @Override
        public AllCommands deserialize(int version, byte[] nothing) {
          return new AllCommands();
        }
      };

  @Override
  public String splitId() {
    return ID;
  }
}
