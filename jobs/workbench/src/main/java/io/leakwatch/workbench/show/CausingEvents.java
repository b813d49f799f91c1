package io.leakwatch.workbench.show;

import io.leakwatch.local.files.EventFile;
import io.leakwatch.local.files.EventFiles;
import io.leakwatch.local.files.FileRecord;
import io.leakwatch.schemas.EventKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The events that caused an alert, as far as they were found.
 *
 * @param found in the order of their times
 * @param missing ids of those that are in none of the files
 * @param unreadable how many records of the files could not be read, up to where the last event was
 *     found; the missing may be among them
 */
record CausingEvents(List<Event> found, List<String> missing, long unreadable) {

  /** An event and what kind of event it is. */
  record Event(EventKind kind, SpecificRecordBase record) {

    private Object get(String field) {
      return record.get(record.getSchema().getField(field).pos());
    }

    String id() {
      return String.valueOf(get("event_id"));
    }

    Instant at() {
      return (Instant) get("occurred_at");
    }
  }

  /** Looks for events in files; an event id that is seen twice is the same event. */
  static CausingEvents in(EventFiles files, Collection<String> ids) {
    Set<String> wanted = new HashSet<>(ids);
    Map<String, Event> found = new LinkedHashMap<>();
    long unreadable = 0;
    for (Path file : files.files()) {
      try (EventFile events = EventFile.open(file)) {
        while (found.size() < wanted.size() && events.hasNext()) {
          FileRecord next = events.next();
          if (next.event() == null) {
            unreadable++;
            continue;
          }
          Event event = new Event(events.kind(), next.event());
          if (wanted.contains(event.id())) {
            found.putIfAbsent(event.id(), event);
          }
        }
      }
    }
    List<Event> sorted = new ArrayList<>(found.values());
    sorted.sort(Comparator.comparing(Event::at).thenComparing(Event::id));
    List<String> missing = ids.stream().distinct().filter(id -> !found.containsKey(id)).toList();
    return new CausingEvents(sorted, missing, unreadable);
  }
}
