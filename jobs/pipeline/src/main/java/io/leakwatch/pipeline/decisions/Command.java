package io.leakwatch.pipeline.decisions;

import io.leakwatch.pipeline.types.ChosenType;
import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What comes in from those who decide, as it was written: every subtask reads it for itself.
 *
 * @param what it is
 * @param id by its key; may be anything that somebody wrote
 * @param value a Suppression or a Control in Avro single-object encoding; null where what goes by
 *     the id is to be forgotten, and at the end
 * @param place where it was read, for people
 */
@SuppressWarnings("ArrayRecordComponent") // nobody writes to it, or compares it
public record Command(What what, String id, byte[] value, String place) implements Serializable {

  /** What a command is. */
  public enum What {
    SUPPRESSION,
    CONTROL,
    /** All that was there at the start has been read. */
    READ_TO_END
  }

  /** All that was there at the start has been read. */
  public static final Command END = new Command(What.READ_TO_END, "", null, "");

  /** How it is handed on. */
  static final TypeInformation<Command> TYPE = ChosenType.derived(Command.class);

  @Override
  public String toString() {
    return "%s %s (%s)".formatted(what, id, place);
  }
}
