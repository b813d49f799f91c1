package io.leakwatch.pipeline.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Words for what stands in the JSON where something else was expected. */
final class Found {

  private static final int LONGEST = 60;

  private Found() {}

  /** A fault at the parser's current value; its place is not known yet. */
  static JsonFault fault(JsonParser parser, String wanted) throws IOException {
    return new JsonFault(": found " + describe(parser) + ", expected " + wanted);
  }

  private static String describe(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_NULL -> "null";
      case VALUE_STRING -> "string \"" + printable(parser.getText(), LONGEST) + "\"";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number " + printable(parser.getText(), LONGEST);
      case VALUE_TRUE, VALUE_FALSE -> parser.getText();
      default -> token.toString();
    };
  }

  /** The text on one line, cut after so many characters. */
  static String printable(String text, int longest) {
    StringBuilder shown = new StringBuilder();
    text.chars()
        .limit(longest)
        .forEach(
            c -> {
              if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                shown.append(String.format("\\u%04x", c));
              } else {
                shown.append((char) c);
              }
            });
    return text.length() > longest ? shown.append('…').toString() : shown.toString();
  }
}
