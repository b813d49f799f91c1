package io.leakwatch.pipeline.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.leakwatch.schemas.EventKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a mapping, and finds all its faults. For one file. */
final class MappingFile {

  private static final ObjectMapper YAML =
      new ObjectMapper(
          new YAMLFactory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature()));

  private static final Set<String> KEYS = Set.of("event", "only", "except", "fields");

  private final List<String> faults = new ArrayList<>();

  Mapping read(String yaml) throws MappingFault {
    JsonNode file;
    try {
      file = YAML.readTree(yaml);
    } catch (JsonProcessingException fault) {
      throw new MappingFault(
          List.of(
              "not YAML: %s (line %d)"
                  .formatted(
                      fault.getOriginalMessage().lines().findFirst().orElse(""),
                      fault.getLocation() == null ? 1 : fault.getLocation().getLineNr())));
    }
    if (!file.isObject()) {
      throw new MappingFault(List.of("found no keys; it needs event and fields"));
    }
    file.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                faults.add(key + ": unknown key; known are event, except, fields, only");
              }
            });
    Optional<EventKind> kind = kind(file.path("event"));
    List<Condition> only = conditions("only", file.path("only"));
    List<Condition> except = conditions("except", file.path("except"));
    List<FieldRule> rules = kind.isPresent() ? rules(kind.get(), file.path("fields")) : List.of();
    if (!faults.isEmpty() || kind.isEmpty()) {
      throw new MappingFault(faults);
    }
    return new Mapping(kind.get(), only, except, rules);
  }

  private Optional<EventKind> kind(JsonNode event) {
    Optional<EventKind> kind =
        Arrays.stream(EventKind.values())
            .filter(each -> each.topic().equals(event.asText()))
            .findFirst();
    if (kind.isEmpty()) {
      faults.add(
          "event: found %s; write what the records become, one of %s"
              .formatted(
                  event.isMissingNode() ? "nothing" : "'" + event.asText() + "'",
                  Arrays.stream(EventKind.values())
                      .map(EventKind::topic)
                      .collect(Collectors.joining(", "))));
    }
    return kind;
  }

  private List<Condition> conditions(String key, JsonNode section) {
    List<Condition> conditions = new ArrayList<>();
    if (!section.isMissingNode() && !section.isNull() && !section.isObject()) {
      faults.add(key + ": found no places; write a place and its words, such as /type: [a, b]");
    }
    for (Map.Entry<String, JsonNode> entry : section.properties()) {
      Optional<Place> place = Place.of(entry.getKey());
      if (place.isEmpty()) {
        faults.add(key + ": " + PlaceWords.none(entry.getKey()));
      }
      Set<String> words = new HashSet<>();
      boolean orNothing = false;
      JsonNode given = entry.getValue();
      for (JsonNode word : given.isArray() ? given : List.of(given)) {
        if (word.isContainerNode()) {
          faults.add("%s.%s: a word must be a single value".formatted(key, entry.getKey()));
        }
        orNothing |= word.isNull();
        words.add(word.asText());
      }
      boolean nothingWillDo = orNothing;
      place.ifPresent(found -> conditions.add(new Condition(found, words, nothingWillDo)));
    }
    return conditions;
  }

  private List<FieldRule> rules(EventKind kind, JsonNode section) {
    Map<String, Target> targets = Target.of(kind);
    List<FieldRule> rules = new ArrayList<>();
    if (!section.isObject()) {
      faults.add("fields: found none; write a field of the contract and where it stands");
      return rules;
    }
    Set<String> wholes = new HashSet<>();
    for (Map.Entry<String, JsonNode> entry : section.properties()) {
      Target target = targets.get(entry.getKey());
      if (target == null) {
        faults.add(
            "fields.%s: %s has no such field; it has %s"
                .formatted(entry.getKey(), kind.topic(), String.join(", ", targets.keySet())));
      } else {
        wholes.add(String.valueOf(target.whole()));
        new RuleReader("fields." + entry.getKey(), target, faults::add)
            .read(entry.getValue())
            .ifPresent(rules::add);
      }
    }
    for (Target target : targets.values()) {
      boolean isNeeded =
          target.required() && (target.whole() == null || wholes.contains(target.whole()));
      if (isNeeded && !section.has(target.path())) {
        faults.add(
            "fields.%s: missing; %s cannot do without it"
                .formatted(target.path(), target.whole() == null ? kind.topic() : target.whole()));
      }
    }
    return rules;
  }
}
