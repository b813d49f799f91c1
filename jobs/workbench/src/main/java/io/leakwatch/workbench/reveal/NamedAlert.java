package io.leakwatch.workbench.reveal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leakwatch.local.CommandFault;
import io.leakwatch.pipeline.pseudonyms.Pseudonyms;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.workbench.alerts.StoredAlert;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Alerts with the names behind their pseudonyms put in, wherever they stand. */
final class NamedAlert {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What an address may be: of these, only those are revealed that the alert names as such. */
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-f:]*:[0-9a-f:]*/[0-9]{2}");

  private final Pseudonyms pseudonyms;

  NamedAlert(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  /** The alert's JSON, on one line. */
  String of(StoredAlert stored) {
    try {
      return named(JSON.readTree(stored.json()), addresses(stored.alert())).toString();
    } catch (JsonProcessingException impossible) {
      throw new CommandFault("alert " + stored.id() + " is no JSON any more", impossible);
    }
  }

  /** The alert's own addresses, as it has them, and what they were. */
  private Map<String, String> addresses(Alert alert) {
    Map<String, String> addresses = new TreeMap<>();
    if (alert.getSubject().getType() == SubjectType.ADDRESS) {
      note(alert.getSubject().getId(), addresses);
    }
    alert.getSources().forEach(source -> note(source.getAddress(), addresses));
    if (alert.getAffectedOther() != null
        && alert.getAffectedOther().getType() == SubjectType.ADDRESS) {
      alert.getAffectedOther().getIds().forEach(id -> note(id, addresses));
    }
    return addresses;
  }

  private void note(String address, Map<String, String> addresses) {
    String behind = pseudonyms.addressBehind(address);
    if (behind != null) {
      addresses.put(address, behind);
    }
  }

  private JsonNode named(JsonNode node, Map<String, String> addresses) {
    if (node.isTextual()) {
      return JsonNodeFactory.instance.textNode(named(node.textValue(), addresses));
    }
    if (node instanceof ArrayNode array) {
      ArrayNode named = JSON.createArrayNode();
      array.forEach(each -> named.add(named(each, addresses)));
      return named;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode named = JSON.createObjectNode();
      object
          .properties()
          .forEach(each -> named.set(each.getKey(), named(each.getValue(), addresses)));
      return named;
    }
    return node;
  }

  private String named(String text, Map<String, String> addresses) {
    String withAddresses =
        ADDRESS
            .matcher(text)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(addresses.getOrDefault(found.group(), found.group())));
    return pseudonyms.revealed(withAddresses);
  }
}
