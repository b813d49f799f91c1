package io.leakwatch.pipeline.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;

/** Where in a record of somebody else something stands. */
sealed interface Place {

  String HEADER = "header:";

  /** What stands there; null where nothing does, and for JSON's null. */
  JsonNode find(JsonNode record, Surroundings around);

  /** A place in the value. */
  record Pointer(String text, JsonPointer pointer) implements Place {

    @Override
    public JsonNode find(JsonNode record, Surroundings around) {
      JsonNode found = record.at(pointer);
      return found.isMissingNode() || found.isNull() ? null : found;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** A header. */
  record Header(String name) implements Place {

    @Override
    public JsonNode find(JsonNode record, Surroundings around) {
      return textOf(around.header(name));
    }

    @Override
    public String toString() {
      return HEADER + name;
    }
  }

  /** Something else beside the value. */
  enum Beside implements Place {
    KEY("key") {
      @Override
      public JsonNode find(JsonNode record, Surroundings around) {
        return textOf(around.key());
      }
    },
    PLACE("place") {
      @Override
      public JsonNode find(JsonNode record, Surroundings around) {
        return textOf(around.place());
      }
    },
    CONTENT("content") {
      @Override
      public JsonNode find(JsonNode record, Surroundings around) {
        return textOf(around.content());
      }
    };

    private final String word;

    Beside(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  private static JsonNode textOf(String text) {
    return text == null ? null : TextNode.valueOf(text);
  }

  /** The place that a mapping names; empty for a text that names none. */
  static Optional<Place> of(String text) {
    for (Beside each : Beside.values()) {
      if (each.word.equals(text)) {
        return Optional.of(each);
      }
    }
    if (text.startsWith(HEADER) && text.length() > HEADER.length()) {
      return Optional.of(new Header(text.substring(HEADER.length())));
    }
    // A tilde stands before 0 or 1 only (RFC 6901); Jackson takes others for themselves.
    if (!text.startsWith("/") || text.matches("(?s).*~(?![01]).*")) {
      return Optional.empty();
    }
    return Optional.of(new Pointer(text, JsonPointer.compile(text)));
  }
}
