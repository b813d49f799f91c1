package io.leakwatch.workbench.detectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.local.CommandFault;
import io.leakwatch.pipeline.gaps.Gaps;
import io.leakwatch.workbench.terminal.TextTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch detectors}: the catalogue. */
@Command(
    name = "detectors",
    description = {
      "Lists the detectors: what each alerts on, the first severity of its alerts, and what it"
          + " reads.",
      "With an ID, prints the page of that detector: how it decides, its blind spots, how to tune"
          + " it."
    })
public final class DetectorsCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "A detector's id.")
  private String id;

  @Option(names = "--json", description = "Print a JSON array instead.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    List<DetectorType> wanted = id == null ? Detectors.ALL : List.of(known(id));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array(wanted)));
    } else if (id == null) {
      TextTable table =
          new TextTable("detector", "subject", "severity", "ATT&CK", "reads", "what it catches");
      wanted.forEach(type -> table.row(cells(type.profile())));
      table.lines().forEach(out::println);
    } else {
      page(wanted.get(0)).forEach(out::println);
    }
    return 0;
  }

  private static DetectorType known(String id) {
    if (id.equals(Gaps.ID)) {
      throw new CommandFault(
          Gaps.ID + " is no detector: the job itself finds it; docs/coverage-gaps.md explains it");
    }
    return Detectors.byId(id)
        .orElseThrow(
            () ->
                new CommandFault(
                    "no detector '"
                        + id
                        + "'; there are "
                        + Detectors.ALL.stream()
                            .map(DetectorType::id)
                            .collect(Collectors.joining(", "))));
  }

  private static String[] cells(DetectorProfile profile) {
    return new String[] {
      profile.id(),
      joined(profile.subjects()),
      profile.severity().name(),
      joined(profile.attack()),
      joined(profile.reads()),
      profile.summary()
    };
  }

  private static String joined(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private static ArrayNode array(List<DetectorType> types) {
    ArrayNode array = JSON.createArrayNode();
    for (DetectorType type : types) {
      DetectorProfile profile = type.profile();
      ObjectNode one = array.addObject();
      one.put("id", profile.id());
      one.put("subject", profile.subjects().get(0).name());
      one.put("severity", profile.severity().name());
      profile.attack().forEach(one.putArray("attack")::add);
      profile.reads().forEach(one.putArray("reads")::add);
      one.put("summary", profile.summary());
      ArrayNode subjects = one.putArray("subjects");
      profile.subjects().forEach(subject -> subjects.add(subject.name()));
    }
    return array;
  }

  /** The room's README, without the markers of its generated part. */
  private static List<String> page(DetectorType type) throws IOException {
    String name = type.profile().folder() + "/README.md";
    try (InputStream page = Detectors.class.getResourceAsStream(name)) {
      if (page == null) {
        throw new CommandFault(type.id() + " has no page: " + name + " was not packaged");
      }
      return new String(page.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("<!--"))
          .toList();
    }
  }
}
