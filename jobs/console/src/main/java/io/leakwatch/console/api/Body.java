package io.leakwatch.console.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The JSON object that somebody has sent. */
record Body(JsonNode json) {

  static Body of(Context request) {
    try {
      JsonNode json = Json.read(request.body());
      if (json == null || !json.isObject()) {
        throw new IllegalArgumentException("the body is no JSON object; send one");
      }
      return new Body(json);
    } catch (JsonProcessingException fault) {
      throw new IllegalArgumentException("the body is not JSON; send a JSON object", fault);
    }
  }

  /** Whether it stands there, be it null. */
  boolean has(String name) {
    return json.has(name);
  }

  /** A text; null where it is not there, null or empty. */
  String text(String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new IllegalArgumentException(name + ": not a text; give one, or null");
    }
    return value.textValue().isEmpty() ? null : value.textValue();
  }

  /** A text that has to be there. */
  String required(String name) {
    String text = text(name);
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(name + ": missing; give one");
    }
    return text;
  }

  /** A whole number; null where it is not there, or null. */
  Integer number(String name, int least, int most) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isIntegralNumber() || value.longValue() < least || value.longValue() > most) {
      throw new IllegalArgumentException(
          "%s: not a whole number from %d to %d; give one".formatted(name, least, most));
    }
    return value.intValue();
  }

  /** Yes or no; no where it is not there. */
  boolean flag(String name) {
    return json.path(name).asBoolean(false);
  }

  /** A name of an enum; null where it is not there, or null. */
  <E extends Enum<E>> E one(String name, Class<E> type) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: there is none of this name; give one of %s"
                        .formatted(
                            name,
                            Arrays.stream(type.getEnumConstants())
                                .map(Enum::name)
                                .collect(Collectors.joining(", ")))));
  }
}
