package io.leakwatch.pipeline.json;

import io.leakwatch.detection.activity.ExactText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecordBase;

/** {@link ExactText}, of all texts in a line of JSON. */
final class ExactTexts {

  private ExactTexts() {}

  /**
   * A line that is no UTF-8, in UTF-8.
   *
   * @throws JsonFault if it also writes U+FFFD as an escape, which could not be told from what
   *     stands for its bytes
   */
  static byte[] inUtf8(byte[] json) throws JsonFault {
    String text = ExactText.of(json, 0, json.length);
    if (text.toLowerCase(Locale.ROOT).contains("\\ufffd")) {
      throw new JsonFault("not UTF-8, expected JSON in UTF-8");
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Makes the texts of a record exact.
   *
   * @param alsoReplaced whether U+FFFD in it is its writer's own
   */
  static void in(SpecificRecordBase record, boolean alsoReplaced) {
    int fields = record.getSchema().getFields().size();
    for (int i = 0; i < fields; i++) {
      Object value = record.get(i);
      if (value instanceof String text) {
        String exact = exact(text, alsoReplaced);
        if (!exact.equals(text)) {
          record.put(i, exact);
        }
      } else if (value instanceof SpecificRecordBase part) {
        in(part, alsoReplaced);
      } else if (value instanceof List<?> list) {
        in(list, alsoReplaced);
      }
    }
  }

  @SuppressWarnings("unchecked") // a list that has a text is one of texts
  private static void in(List<?> list, boolean alsoReplaced) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof String text) {
        String exact = exact(text, alsoReplaced);
        if (!exact.equals(text)) {
          ((List<String>) list).set(i, exact);
        }
      } else if (list.get(i) instanceof SpecificRecordBase part) {
        in(part, alsoReplaced);
      }
    }
  }

  private static String exact(String text, boolean alsoReplaced) {
    return alsoReplaced ? ExactText.of(text) : ExactText.ofHalves(text);
  }
}
