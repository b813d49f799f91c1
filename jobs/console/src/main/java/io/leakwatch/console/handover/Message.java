package io.leakwatch.console.handover;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.leakwatch.console.config.WebhookOptions;
import io.leakwatch.console.config.WebhookRule;
import io.leakwatch.local.Fitted;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.Alert;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * What is sent about one revision: the same bytes at each attempt.
 *
 * @param key tells it from all others, for receivers that got it twice
 * @param body JSON
 */
record Message(String key, String body) {

  private static final JsonFactory JSON = new JsonFactory();

  /** Slack cuts texts of more than 40,000 characters; people read no more than this. */
  private static final int LONGEST_TEXT = 600;

  /**
   * The one of a rule.
   *
   * @param publicUrl where people reach the page; empty for no link
   */
  static Message of(WebhookRule rule, Alert alert, String publicUrl) {
    String key = "%s:%d:%s".formatted(alert.getAlertId(), alert.getRevision(), rule.name());
    String link =
        publicUrl.isEmpty()
            ? null
            : publicUrl.replaceAll("/+$", "") + "/#/alert/" + alert.getAlertId();
    return new Message(
        key,
        rule.get(WebhookOptions.FORMAT).equals("slack")
            ? slack(alert, link)
            : generic(rule, alert, key, link));
  }

  private static String generic(WebhookRule rule, Alert alert, String key, String link) {
    return json(
        out -> {
          out.writeStringField("type", "leakwatch.alert");
          out.writeStringField("key", key);
          out.writeStringField("rule", rule.name());
          out.writeStringField("link", link);
          out.writeFieldName("alert");
          out.writeRawValue(JsonRecords.write(alert));
        });
  }

  private static String slack(Alert alert, String link) {
    String severity = alert.getSeverity().name().toLowerCase(Locale.ROOT);
    StringBuilder text =
        new StringBuilder()
            .append("*[%s]* ".formatted(severity))
            .append(escaped(alert.getTitle()))
            .append('\n')
            .append(escaped(alert.getSummary()))
            .append('\n')
            .append(
                "risk %d, %s, revision %d"
                    .formatted(alert.getRiskScore(), alert.getDetectorId(), alert.getRevision()));
    if (link != null) {
      text.append("\n<").append(link).append("|open in the console>");
    }
    return json(
        out -> {
          out.writeStringField("text", text.toString());
          out.writeBooleanField("unfurl_links", false);
          out.writeBooleanField("unfurl_media", false);
        });
  }

  /**
   * Nothing that an id holds becomes a mention, a link, or formatting. What marks those in Slack is
   * written as its own entities; asterisks and the like, which have none, as letters that look like
   * them.
   */
  private static String escaped(String text) {
    return Fitted.line(text, LONGEST_TEXT)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('*', '∗')
        .replace('`', 'ˋ')
        .replace('~', '∼')
        .replace("@", "@\u2060")
        .replace("://", ":\u2060//");
  }

  private interface Fields {
    void write(JsonGenerator out) throws IOException;
  }

  private static String json(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      fields.write(out);
      out.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }
}
