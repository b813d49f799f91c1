package io.leakwatch.pipeline.decisions;

import com.google.common.base.Ascii;
import io.leakwatch.schemas.CommandKind;
import io.leakwatch.schemas.Control;
import io.leakwatch.schemas.Suppression;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.message.BinaryMessageDecoder;

/**
 * A command as it was understood, and what the job says to it.
 *
 * @param id by which it is answered
 * @param revision 0 where it could not be read
 * @param refusal why it is not applied; empty if it is
 * @param detectorId about whose alerts it is; null for any
 * @param changesFrom event time from which it makes a difference, epoch milliseconds
 * @param endsAt event time from which it makes none any more, epoch milliseconds
 * @param isStale whether a higher revision was read before
 * @param hash of what was written, to tell it from another one of the same revision
 */
record ReadCommand(
    CommandKind kind,
    String id,
    int revision,
    Optional<String> refusal,
    String detectorId,
    long changesFrom,
    long endsAt,
    boolean isStale,
    int hash) {

  static {
    TrustedSchemas.trust();
  }

  private static final BinaryMessageDecoder<Suppression> SUPPRESSIONS = Suppression.getDecoder();
  private static final BinaryMessageDecoder<Control> CONTROLS = Control.getDecoder();

  /** Reads a command that has a value, and applies it. */
  static ReadCommand of(Command command, Decisions decisions) {
    boolean isSuppression = command.what() == Command.What.SUPPRESSION;
    try {
      return isSuppression
          ? of(SUPPRESSIONS.decode(command.value()), command, decisions)
          : of(CONTROLS.decode(command.value()), command, decisions);
    } catch (Exception fault) {
      if (!(fault instanceof IOException) && !isOfAvro(fault)) {
        throw new IllegalStateException("cannot take " + command, fault);
      }
      return new ReadCommand(
          isSuppression ? CommandKind.SUPPRESSION : CommandKind.CONTROL,
          command.id().isEmpty()
              ? command.place()
              : Ascii.truncate(command.id(), Objections.LONGEST_NAME, "…"),
          0,
          Optional.of(unreadable(command, fault)),
          null,
          0,
          0,
          false,
          Arrays.hashCode(command.value()));
    }
  }

  /** What is no Avro makes its reader stumble in several ways. */
  private static boolean isOfAvro(Exception fault) {
    return fault instanceof AvroRuntimeException
        || fault instanceof IndexOutOfBoundsException
        || fault instanceof NegativeArraySizeException
        || fault instanceof UnsupportedOperationException;
  }

  private static String unreadable(Command command, Exception fault) {
    return "%s cannot be read: %s; write a %s of this version's schema in Avro single-object encoding"
        .formatted(
            command.place(),
            fault.getMessage() == null ? fault.toString() : fault.getMessage(),
            command.what() == Command.What.SUPPRESSION ? "Suppression" : "Control");
  }

  private static ReadCommand of(Suppression read, Command command, Decisions decisions) {
    boolean isStale = decisions.isStale(read);
    Optional<String> refusal =
        wrongKey(command, "suppression_id", read.getSuppressionId()).or(() -> decisions.take(read));
    Instant changes = read.getWithdrawnAt() == null ? read.getHoldsFrom() : read.getWithdrawnAt();
    return new ReadCommand(
        CommandKind.SUPPRESSION,
        read.getSuppressionId(),
        read.getRevision(),
        refusal,
        read.getDetectorId(),
        changes.toEpochMilli(),
        Suppressions.period(read).to(),
        isStale,
        Arrays.hashCode(command.value()));
  }

  private static ReadCommand of(Control read, Command command, Decisions decisions) {
    boolean isStale = decisions.isStale(read);
    Optional<String> refusal =
        wrongKey(command, "control_id", read.getControlId()).or(() -> decisions.take(read));
    Instant changes = read.getWithdrawnAt() == null ? read.getHoldsFrom() : read.getWithdrawnAt();
    return new ReadCommand(
        CommandKind.CONTROL,
        read.getControlId(),
        read.getRevision(),
        refusal,
        read.getDetectorId(),
        changes.toEpochMilli(),
        Controls.period(read).to(),
        isStale,
        Arrays.hashCode(command.value()));
  }

  private static Optional<String> wrongKey(Command command, String field, String id) {
    return id.equals(command.id())
        ? Optional.empty()
        : Optional.of(
            ("the key of %s is '%s', not its %s; a compacted topic goes by the key, so give it the"
                    + " same")
                .formatted(
                    command.place(),
                    Ascii.truncate(command.id(), Objections.LONGEST_NAME, "…"),
                    field));
  }
}
