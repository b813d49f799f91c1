package io.leakwatch.pipeline;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.pipeline.memory.EntityState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with a list of detectors, taken together. */
final class Catalogue {

  private Catalogue() {}

  /** Every fault, each with what to do about it. */
  static List<String> faults(List<DetectorType> catalogue) {
    List<String> ids = catalogue.stream().map(DetectorType::id).toList();
    List<String> faults = new ArrayList<>();
    if (!ids.equals(ids.stream().sorted().toList())) {
      faults.add("Detectors.ALL is not sorted by id; sort it: " + ids.stream().sorted().toList());
    }
    Map<Integer, String> owners = new HashMap<>();
    for (String id : ids) {
      String owner = owners.putIfAbsent(EntityState.keyOf(id), id);
      if (id.equals(owner)) {
        faults.add("the id " + id + " is taken twice; rename one of the detectors");
      } else if (owner != null) {
        faults.add(
            "the ids " + owner + " and " + id + " have the same state key; rename the newer one");
      }
    }
    return faults;
  }
}
