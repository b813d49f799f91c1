package io.leakwatch.workbench.coverage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leakwatch.detection.needs.Assessment;
import io.leakwatch.detection.needs.Field;
import io.leakwatch.detection.needs.Lack;
import io.leakwatch.detection.needs.Occurrence;
import io.leakwatch.detection.needs.Trait;
import io.leakwatch.local.coverage.Census;
import io.leakwatch.local.coverage.Coverage;
import io.leakwatch.local.coverage.Remedy;
import io.leakwatch.schemas.EventKind;

/** What events let the detectors see, for a program. */
final class CoverageJson {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private CoverageJson() {}

  static String of(Coverage coverage, Census census) throws JsonProcessingException {
    ObjectNode all = JSON.createObjectNode();
    ObjectNode events = all.putObject("events");
    for (EventKind kind : EventKind.values()) {
      events.put(kind.topic(), coverage.tallies().events(kind));
    }
    all.put("refused", census.refused());
    all.put("first_refusal", census.firstRefusal());
    ArrayNode detectors = all.putArray("detectors");
    coverage
        .detectors()
        .forEach((type, seen) -> putDetector(detectors.addObject().put("id", type.id()), seen));
    ArrayNode fields = all.putArray("fields");
    for (Field field : coverage.fieldsLookedFor()) {
      putField(fields.addObject(), field, coverage);
    }
    ArrayNode odd = all.putArray("odd_values");
    census.oddValues().forEach(odd::add);
    return JSON.writeValueAsString(all);
  }

  private static void putDetector(ObjectNode one, Assessment seen) {
    one.put("sees", seen.sight().words());
    ArrayNode lacks = one.putArray("lacks");
    for (Lack lack : seen.lacks()) {
      ObjectNode each = lacks.addObject();
      each.put("makes", lack.makes().words());
      each.put("because", lack.words());
      each.put("without", lack.need().without());
      each.put("remedy", Remedy.of(lack));
      ArrayNode anyOf = each.putArray("any_of");
      for (Lack.Found found : lack.found()) {
        ObjectNode trait = anyOf.addObject();
        putTrait(trait, found.trait());
        trait.put("carried", found.count()).put("among", found.among());
      }
    }
  }

  private static void putField(ObjectNode one, Field field, Coverage coverage) {
    putTrait(one, field);
    if (field.telling()) {
      one.put("counts_where", field.what());
    }
    one.put("carried", coverage.tallies().count(field));
    one.put("among", coverage.tallies().among(field));
  }

  private static void putTrait(ObjectNode one, Trait trait) {
    one.put("topic", trait.kind().topic());
    if (trait instanceof Field field) {
      one.put("field", field.avroName());
    } else {
      one.put("events", ((Occurrence) trait).written());
    }
  }
}
