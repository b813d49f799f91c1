package io.leakwatch.pipeline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Makes a schema of a registry's page, and of those that it refers to. For one schema. */
final class Imports {

  /** More than anybody's schema has; a registry may not keep a task busy for ever. */
  private static final int MOST = 100;

  private final RegistryClient registry;
  private final Schema.Parser parser = new Schema.Parser();
  private final Set<String> taken = new HashSet<>();

  Imports(RegistryClient registry) {
    this.registry = registry;
  }

  Answer schema(JsonNode page) throws RegistryAway, InterruptedException {
    try {
      return new Answer.Known(parsed(page));
    } catch (Unusable fault) {
      return new Answer.Unusable(fault.getMessage());
    } catch (AvroRuntimeException fault) {
      return new Answer.Unusable("it is no Avro schema: " + fault.getMessage());
    }
  }

  private Schema parsed(JsonNode page) throws RegistryAway, InterruptedException, Unusable {
    String type = page.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO") || !page.path("schema").isTextual()) {
      throw new Unusable("it is a schema of %s, and not of Avro".formatted(type));
    }
    for (JsonNode reference : page.path("references")) {
      take(reference);
    }
    return parser.parse(page.get("schema").asText());
  }

  private void take(JsonNode reference) throws RegistryAway, InterruptedException, Unusable {
    String subject = reference.path("subject").asText();
    int version = reference.path("version").asInt();
    if (!taken.add(subject + "/" + version)) {
      return;
    }
    if (taken.size() > MOST) {
      throw new Unusable("it refers to more than %d others".formatted(MOST));
    }
    Optional<JsonNode> page = registry.get(RegistryClient.ofSubject(subject) + "/" + version);
    parsed(
        page.orElseThrow(
            () ->
                new Unusable(
                    "it refers to version %d of %s, which the registry does not have"
                        .formatted(version, subject))));
  }

  /** No schema can be made. */
  private static final class Unusable extends Exception {
    Unusable(String message) {
      super(message, null, false, false);
    }
  }
}
