package io.leakwatch.pipeline;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.option.OptionTable;
import io.leakwatch.pipeline.RoomCase.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is wrong with a room as it lies there, without running it. */
final class RoomFolder {

  private static final List<String> HEADINGS =
      List.of(
          "## What it sees",
          "## Why it matters",
          "## How it decides",
          "## Blind spots",
          "## Tuning",
          "## What to do");

  private final DetectorType type;
  private final Path folder;
  private final List<String> faults = new ArrayList<>();

  private RoomFolder(DetectorType type, Path folder) {
    this.type = type;
    this.folder = folder;
  }

  /** Every fault, each with what to do about it. */
  static List<String> faults(DetectorType type, Path folder) throws IOException {
    RoomFolder room = new RoomFolder(type, folder);
    room.names();
    room.readme();
    room.cases();
    return room.faults;
  }

  private void names() {
    String name = type.armed().newDetector().getClass().getName();
    StringBuilder simple = new StringBuilder();
    for (String word : type.id().split("-")) {
      simple.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    String wanted = "io.leakwatch.detectors." + type.profile().folder() + "." + simple;
    if (!name.equals(wanted)) {
      faults.add("id " + type.id() + " belongs to " + name + "; move the class to " + wanted);
    }
    if (!Files.isRegularFile(folder.resolve(simple + ".java"))) {
      faults.add("add " + simple + ".java to the folder " + folder.getFileName());
    }
  }

  private void readme() throws IOException {
    Path file = folder.resolve("README.md");
    if (!Files.isRegularFile(file)) {
      faults.add("add README.md, with the headings " + HEADINGS);
      return;
    }
    String page = Files.readString(file);
    String title = "# " + type.profile().title();
    if (!page.startsWith(title + "\n")) {
      faults.add("README.md: let it begin with the line '" + title + "'");
    }
    List<String> found = page.lines().filter(line -> line.startsWith("## ")).toList();
    HEADINGS.stream()
        .filter(heading -> !found.contains(heading))
        .forEach(heading -> faults.add("README.md: add the heading '" + heading + "'"));
    if (new HashSet<>(found).equals(Set.copyOf(HEADINGS)) && !found.equals(HEADINGS)) {
      faults.add("README.md: put the headings in this order, each once: " + HEADINGS);
    }
    if (!page.contains(OptionTable.of("", type.options()))) {
      faults.add("README.md: its option table is stale; run ./leakwatch docs");
    }
  }

  private void cases() {
    if (!Files.isRegularFile(folder.resolve("cases.yaml"))) {
      faults.add("add cases.yaml, with a firing, a silent and a near-miss case");
      return;
    }
    CasesFile file = CasesFile.read(folder.resolve("cases.yaml"));
    file.faults().forEach(fault -> faults.add("cases.yaml: " + fault));
    for (Kind kind : Kind.values()) {
      if (file.cases().stream().noneMatch(each -> each.kind() == kind)) {
        faults.add("cases.yaml: add a case with 'kind: " + kind.yaml() + "'");
      }
    }
    options(file);
    Set<String> names = new HashSet<>();
    for (RoomCase each : file.cases()) {
      if (!names.add(each.name())) {
        faults.add("case '" + each.name() + "': there are two; give one another name");
      }
      if (each.kind() == Kind.FIRING && !each.expectsAnything()) {
        faults.add("case '" + each.name() + "' is firing: add 'expect' to the event that fires");
      }
      if (each.kind() == Kind.SILENT && each.expectsAnything()) {
        faults.add("case '" + each.name() + "' expects an alert: call it firing or a near miss");
      }
    }
  }

  /** Every option but those that all detectors have must matter in some case. */
  private void options(CasesFile file) {
    Set<String> varied = new HashSet<>();
    file.cases().forEach(each -> varied.addAll(each.varied()));
    for (Option<?> option : type.options()) {
      boolean isEverybodys =
          option.equals(DetectorType.ENABLED) || option.equals(DetectorType.MODE);
      if (!isEverybodys && !varied.contains(option.name())) {
        faults.add(
            "cases.yaml: no case varies the option '%s'; add one that is 'like' another, with"
                    .formatted(option.name())
                + " 'settings: {%s: …}' in which something else is raised than with the default"
                    .formatted(option.name()));
      }
    }
  }

  /** Folders of rooms that no line of the catalogue leads to. */
  static List<String> withoutLine(List<DetectorType> catalogue, Path rooms) throws IOException {
    Set<String> known =
        new HashSet<>(catalogue.stream().map(type -> type.profile().folder()).toList());
    try (Stream<Path> folders = Files.list(rooms)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .filter(name -> !known.contains(name))
          .sorted()
          .map(name -> "folder " + name + " is not in the catalogue: add its line to Detectors.ALL")
          .toList();
    }
  }
}
