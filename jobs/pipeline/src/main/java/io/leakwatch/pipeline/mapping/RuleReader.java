package io.leakwatch.pipeline.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Reads what a mapping says about one field.
 *
 * @param at where it stands in the file
 * @param faults takes each fault
 */
record RuleReader(String at, Target target, Consumer<String> faults) {

  private static final Set<String> KEYS =
      new TreeSet<>(
          Set.of("from", "constant", "values", "otherwise", "default", "time", "zone", "split"));

  /** Empty if there is none to be had, of which the faults say why. */
  Optional<FieldRule> read(JsonNode given) {
    if (!given.isObject()) {
      return Optional.of(rule(places(given), null, null, null, null, null, null));
    }
    given
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                fault("." + key + ": unknown key; known are " + String.join(", ", KEYS));
              }
            });
    JsonNode constant = given.get("constant");
    if ((constant == null) == !given.has("from")) {
      fault(": give either from, where it stands, or constant");
      return Optional.empty();
    }
    if (constant != null) {
      if (given.size() > 1) {
        fault(": a constant is always the same; leave the rest out");
      }
      return Optional.of(rule(List.of(), all(".constant", constant), null, null, null, null, null));
    }
    checkTogether(given);
    return Optional.of(
        rule(
            places(given.get("from")),
            null,
            values(given.get("values")),
            given.has("otherwise") ? one(".otherwise", given.get("otherwise")) : null,
            given.has("default") ? all(".default", given.get("default")) : null,
            given.has("time") ? time(given) : null,
            given.has("split") ? given.get("split").asText() : null));
  }

  private FieldRule rule(
      List<Place> from,
      JsonNode constant,
      Map<String, JsonNode> values,
      JsonNode otherwise,
      JsonNode absent,
      TimeFormat time,
      String split) {
    return new FieldRule(target, from, constant, values, otherwise, absent, time, split);
  }

  private void fault(String words) {
    faults.accept(at + words);
  }

  private void checkTogether(JsonNode given) {
    if (given.has("otherwise") && !given.has("values")) {
      fault(".otherwise: has no effect without values");
    }
    if (given.has("zone") && !given.has("time")) {
      fault(".zone: has no effect without time");
    }
    if (given.has("time") && !target.isTime()) {
      fault(".time: the field is no time");
    }
    if (given.has("time") && given.has("values")) {
      fault(": give time or values, not both");
    }
    if (given.has("split") && !target.isList()) {
      fault(".split: the field is no list");
    }
    if (given.has("split") && given.get("split").asText().isEmpty()) {
      fault(".split: is empty; write what stands between two values");
    }
  }

  private List<Place> places(JsonNode given) {
    List<Place> places = new ArrayList<>();
    for (JsonNode each : given.isArray() ? given : List.of(given)) {
      Optional<Place> place = each.isTextual() ? Place.of(each.asText()) : Optional.empty();
      if (place.isEmpty()) {
        fault(": " + PlaceWords.none(each.asText()));
      }
      place.ifPresent(places::add);
    }
    if (given.isEmpty() && given.isArray()) {
      fault(": names no place");
    }
    return places;
  }

  private Map<String, JsonNode> values(JsonNode given) {
    if (given == null) {
      return null;
    }
    if (!given.isObject()) {
      fault(".values: found no words; write a word of the record and what it means, such as a: b");
    }
    Map<String, JsonNode> values = new LinkedHashMap<>();
    given
        .properties()
        .forEach(
            each -> values.put(each.getKey(), one(".values." + each.getKey(), each.getValue())));
    return values;
  }

  /** A value of the contract. */
  private JsonNode one(String where, JsonNode given) {
    target.fault(given).ifPresent(words -> fault(where + ": " + words));
    return target.fitted(given);
  }

  /** Of a field that is a list, all its values. */
  private JsonNode all(String where, JsonNode given) {
    if (!target.isList()) {
      return one(where, given);
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : given.isArray() ? given : List.of(given)) {
      list.add(one(where, each));
    }
    return list;
  }

  private TimeFormat time(JsonNode given) {
    try {
      ZoneId zone = given.has("zone") ? ZoneId.of(given.get("zone").asText()) : null;
      return TimeFormat.of(given.get("time").asText(), zone);
    } catch (DateTimeException fault) {
      fault(
          ".zone: '%s' is no time zone; write one such as Europe/Berlin or UTC"
              .formatted(given.get("zone").asText()));
    } catch (IllegalArgumentException fault) {
      fault(".time: " + fault.getMessage());
    }
    return null;
  }
}
