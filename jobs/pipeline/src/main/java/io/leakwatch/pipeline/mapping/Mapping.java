package io.leakwatch.pipeline.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leakwatch.pipeline.json.JsonFault;
import io.leakwatch.pipeline.json.JsonTree;
import io.leakwatch.schemas.EventKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What records of somebody else say, in the fields of the contract. May be used by any number of
 * threads.
 */
public final class Mapping {

  private final EventKind kind;
  private final List<Condition> only;
  private final List<Condition> except;
  private final List<FieldRule> rules;

  Mapping(EventKind kind, List<Condition> only, List<Condition> except, List<FieldRule> rules) {
    this.kind = kind;
    this.only = List.copyOf(only);
    this.except = List.copyOf(except);
    this.rules = List.copyOf(rules);
  }

  /**
   * Reads a mapping.
   *
   * @param yaml see docs/formats.md
   * @throws MappingFault if it holds faults: with all of them
   */
  public static Mapping of(String yaml) throws MappingFault {
    return new MappingFile().read(yaml);
  }

  /** The kind of event that records become. */
  public EventKind kind() {
    return kind;
  }

  /** What a record is. */
  public Mapped of(JsonTree record, Surroundings around) {
    JsonNode root = record.root();
    if (!only.stream().allMatch(each -> each.holds(root, around))
        || except.stream().anyMatch(each -> each.holds(root, around))) {
      return new Mapped.LeftOut();
    }
    try {
      ObjectNode event = event(root, around);
      return new Mapped.Event(new JsonTree(event, record.isUtf8()).as(kind.type()));
    } catch (FieldRule.Unknown fault) {
      return new Mapped.Unreadable(fault.getMessage());
    } catch (JsonFault fault) {
      return new Mapped.Unreadable(fault.getMessage() + source(fault.getMessage()));
    }
  }

  private ObjectNode event(JsonNode root, Surroundings around) throws FieldRule.Unknown {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    Set<String> incomplete = new HashSet<>();
    for (FieldRule rule : rules) {
      Target target = rule.target();
      JsonNode value = rule.value(root, around);
      if (value != null) {
        (target.whole() == null ? event : event.withObjectProperty(target.whole()))
            .set(target.name(), value);
      } else if (target.whole() != null && target.required()) {
        incomplete.add(target.whole());
      }
    }
    // A place without its latitude is no place; the event is one all the same.
    event.remove(incomplete);
    return event;
  }

  private String source(String fault) {
    return rules.stream()
        .filter(rule -> isAbout(rule.target(), fault))
        .findFirst()
        .map(rule -> " (mapped from " + rule.source() + ")")
        .orElse("");
  }

  private static boolean isAbout(Target target, String fault) {
    return fault.startsWith(target.path() + ":") || fault.startsWith(target.path() + "[");
  }
}
