package io.leakwatch.workbench.importing.mapped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.leakwatch.pipeline.json.JsonTree;
import java.util.Comparator;
import java.util.List;

/**
 * Comma-separated values, RFC 4180: the first line names the columns; semicolons and tabs will do,
 * too. An empty cell is no value.
 */
final class CsvRows implements Rows {

  private static final CsvMapper CSV = new CsvMapper();

  /** A quote that is never closed must not take the rest of the file. */
  private static final int LONGEST = 1 << 20;

  private ObjectReader cells;
  private List<String> names;
  private final StringBuilder begun = new StringBuilder();

  @Override
  public void begin() {
    names = null;
    begun.setLength(0);
  }

  @Override
  public Row read(String line) {
    begun.append(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    boolean isOpen = begun.chars().filter(each -> each == '"').count() % 2 == 1;
    if (isOpen && begun.length() < LONGEST) {
      begun.append('\n');
      return new Row.Unfinished();
    }
    String row = begun.toString();
    begun.setLength(0);
    if (names == null) {
      cells = reader(row);
    }
    List<String> found;
    try {
      found = cells.readValue(row);
    } catch (JsonProcessingException fault) {
      return new Row.Broken("not comma-separated values: a quote is not closed, or out of place");
    }
    if (names == null) {
      names = found.stream().map(String::strip).toList();
      return new Row.Names();
    }
    return found.size() > names.size()
        ? new Row.Broken(
            "%d cells, but only %d columns have names".formatted(found.size(), names.size()))
        : new Row.Whole(record(found), row);
  }

  private static ObjectReader reader(String header) {
    char separator =
        List.of(',', ';', '\t').stream()
            .max(Comparator.comparing(each -> header.chars().filter(c -> c == each).count()))
            .orElseThrow();
    return CSV.readerForListOf(String.class)
        .with(CsvSchema.emptySchema().withColumnSeparator(separator));
  }

  private JsonTree record(List<String> found) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < found.size(); i++) {
      if (!found.get(i).isEmpty()) {
        record.put(names.get(i), found.get(i));
      }
    }
    // What was no UTF-8 is shown in the line already.
    return new JsonTree(record, false);
  }
}
