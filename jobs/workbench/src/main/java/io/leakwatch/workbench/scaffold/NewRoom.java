package io.leakwatch.workbench.scaffold;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.option.OptionTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A room for a new detector: a small one that works, with its page and its three kinds of cases, to
 * be turned into the intended one.
 */
public final class NewRoom {

  private static final String FORM = "[a-z]+(-[a-z]+)*";
  private static final String ROOMS = "jobs/detectors/src/main/java/io/leakwatch/detectors";

  private final String id;
  private final Path rooms;

  /**
   * @param root of a checkout
   * @throws IllegalArgumentException if the id is not lower-case words joined by hyphens
   */
  public NewRoom(Path root, String id) {
    if (!id.matches(FORM)) {
      throw new IllegalArgumentException(
          "'" + id + "' is not a detector id; write lower-case words joined by hyphens");
    }
    this.id = id;
    this.rooms = root.resolve(ROOMS);
  }

  /** Where it is, or will be. */
  public Path folder() {
    return rooms.resolve(id.replace("-", ""));
  }

  /** The catalogue that leads to it. */
  public Path catalogue() {
    return rooms.resolve("Detectors.java");
  }

  /**
   * Makes the folder, and adds its line to the catalogue.
   *
   * @return the files that were written
   */
  public List<Path> build() throws IOException {
    CatalogueSource catalogue = new CatalogueSource(Files.readString(catalogue()));
    Map<Path, String> files = new LinkedHashMap<>();
    files.put(folder().resolve(className() + ".java"), filled("Detector.java.txt"));
    files.put(folder().resolve("Options.java"), filled("Options.java.txt"));
    files.put(folder().resolve("Attempts.java"), filled("Attempts.java.txt"));
    files.put(folder().resolve("README.md"), filled("README.md.txt"));
    files.put(folder().resolve("cases.yaml"), filled("cases.yaml.txt"));
    files.put(catalogue(), catalogue.with(id.replace("-", ""), className()));
    Files.createDirectories(folder());
    for (Map.Entry<Path, String> file : files.entrySet()) {
      Files.writeString(file.getKey(), file.getValue());
    }
    return new ArrayList<>(files.keySet());
  }

  private String filled(String template) throws IOException {
    String everybodys = OptionTable.of("", List.of(DetectorType.ENABLED, DetectorType.MODE));
    try (InputStream text = NewRoom.class.getResourceAsStream(template)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .replace("__FOLDER__", id.replace("-", ""))
          .replace("__CLASS__", className())
          .replace("__TITLE__", title())
          .replace("__ID__", id)
          .replace("__ENABLED_AND_MODE__", everybodys);
    }
  }

  private String className() {
    StringBuilder name = new StringBuilder();
    for (String word : id.split("-")) {
      name.append(capitalised(word));
    }
    return name.toString();
  }

  private String title() {
    return capitalised(id.replace('-', ' '));
  }

  private static String capitalised(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
