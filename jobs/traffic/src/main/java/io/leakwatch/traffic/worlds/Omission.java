package io.leakwatch.traffic.worlds;

import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.traffic.Label;
import io.leakwatch.traffic.SimulatedEvent;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;

/** Leaves fields empty, and takes them out of the names that programs get from them. */
final class Omission implements Scribe {

  private static final String BETWEEN = ", ";

  private final Set<EventField> left;

  /**
   * @param left fields that may be null
   */
  Omission(Set<EventField> left) {
    this.left = Set.copyOf(left);
  }

  @Override
  public void see(SimulatedEvent event, Consumer<SimulatedEvent> written) {
    SpecificRecordBase record = event.record();
    for (EventField field : left) {
      if (field.kind() == event.kind()) {
        record.put(field.name(), null);
      }
    }
    written.accept(event);
  }

  /** A program is named by its network and its user agent. */
  @Override
  public Label label(Label label) {
    if (label.subjectType() != SubjectType.FINGERPRINT) {
      return label;
    }
    int between = label.subjectId().indexOf(BETWEEN);
    String network = label.subjectId().substring(0, between);
    String agent = label.subjectId().substring(between + BETWEEN.length());
    return label.about(
        (omits("asn") ? "unknown network" : network)
            + BETWEEN
            + (omits("user_agent") ? "no user agent" : agent));
  }

  private boolean omits(String name) {
    return left.contains(new EventField(EventKind.LOGIN, name));
  }
}
