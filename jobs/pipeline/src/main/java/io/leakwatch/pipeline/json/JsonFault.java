package io.leakwatch.pipeline.json;

/**
 * A piece of JSON is not the record that was expected. The message says which field, what was found
 * there and what was expected; what was found is cut short, and control characters in it are
 * escaped.
 */
public final class JsonFault extends Exception {

  JsonFault(String message) {
    super(message);
  }

  /** The same fault, seen from the record or list that holds the faulty value. */
  JsonFault within(String place) {
    String message = getMessage();
    String inner = message.startsWith("[") || message.startsWith(": ") ? message : "." + message;
    return new JsonFault(place + inner);
  }
}
