package io.leakwatch.workbench.show;

import io.leakwatch.workbench.terminal.Moments;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/** An event in words: what stands in it, without what says nothing. */
final class EventWords {

  private static final Set<String> SAID_BEFORE = Set.of("event_id", "occurred_at");

  private final Moments moments;

  EventWords(Moments moments) {
    this.moments = moments;
  }

  /** Such as {@code action LOGIN, outcome FAILURE, account_id u7}; raw. */
  String fields(SpecificRecordBase record) {
    return record.getSchema().getFields().stream()
        .filter(field -> !SAID_BEFORE.contains(field.name()))
        .filter(field -> says(field, record))
        .map(field -> field.name() + " " + value(record.get(field.pos())))
        .collect(Collectors.joining(", "));
  }

  /** Neither nothing, nor no more than that the field was left out. */
  private static boolean says(Schema.Field field, SpecificRecordBase record) {
    Object value = record.get(field.pos());
    if (value == null || (value instanceof Collection<?> many && many.isEmpty())) {
      return false;
    }
    return !field.hasDefaultValue() || !String.valueOf(field.defaultVal()).equals(value.toString());
  }

  private String value(Object value) {
    if (value instanceof Instant at) {
      return moments.exact(at);
    }
    if (value instanceof List<?> many) {
      return many.stream().map(this::value).collect(Collectors.joining("; ", "[", "]"));
    }
    if (value instanceof SpecificRecordBase inner) {
      return "(" + fields(inner) + ")";
    }
    return Quoted.name(value.toString());
  }
}
