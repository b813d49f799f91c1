package io.leakwatch.workbench.importing.mapped;

import io.leakwatch.pipeline.json.JsonFault;
import io.leakwatch.pipeline.json.JsonTree;
import java.nio.charset.StandardCharsets;

/** One JSON object a line. */
final class JsonRows implements Rows {

  @Override
  public void begin() {}

  @Override
  public Row read(String line) {
    try {
      JsonTree tree = JsonTree.read(line.getBytes(StandardCharsets.UTF_8));
      // What was no UTF-8 is shown in the line already.
      return new Row.Whole(new JsonTree(tree.root(), false), line);
    } catch (JsonFault fault) {
      return new Row.Broken(fault.getMessage());
    }
  }
}
