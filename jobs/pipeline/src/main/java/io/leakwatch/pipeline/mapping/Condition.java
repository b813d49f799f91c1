package io.leakwatch.pipeline.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * Whether one of a few words stands at a place.
 *
 * @param orNothing whether that nothing stands there will do, too
 */
record Condition(Place place, Set<String> words, boolean orNothing) {

  boolean holds(JsonNode record, Surroundings around) {
    JsonNode found = place.find(record, around);
    return found == null ? orNothing : !found.isContainerNode() && words.contains(found.asText());
  }
}
