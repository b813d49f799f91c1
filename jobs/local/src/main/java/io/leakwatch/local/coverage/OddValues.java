package io.leakwatch.local.coverage;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.schemas.EventKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;

/** Values that are possible, but mean that something is logged otherwise than it should be. */
public final class OddValues {

  private final Map<EventKind, List<Alike>> alike = new EnumMap<>(EventKind.class);
  private final List<Odd> odd = Odd.all();

  public OddValues() {
    for (EventKind kind : EventKind.values()) {
      alike.put(kind, Alike.of(kind));
    }
  }

  /** Looks at an event, and at the activity that was made of it. */
  public void add(SpecificRecordBase event, Activity activity) {
    SpecificRecord record = event;
    alike.get(EventKind.of(event)).forEach(each -> each.add(record));
    odd.forEach(each -> each.add(activity));
  }

  /** What is odd, a line each. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    alike.values().forEach(all -> all.forEach(each -> each.line().ifPresent(lines::add)));
    odd.forEach(each -> each.line().ifPresent(lines::add));
    return lines;
  }
}
