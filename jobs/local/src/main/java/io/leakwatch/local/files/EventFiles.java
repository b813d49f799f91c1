package io.leakwatch.local.files;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The event files among what the user named on the command line. A file names itself, and has to be
 * one; a folder names the event files directly in it, sorted by name, and what else lies there is
 * skipped.
 *
 * @param files each can be opened
 * @param skipped what lies in the folders beside them, by folder and name
 * @param doubts what to know about some of the files, a line each
 */
public record EventFiles(List<Path> files, List<Skipped> skipped, List<String> doubts) {

  /** What other commands write next to events; looked into only where it is named. */
  private static final Set<String> WRITTEN_BESIDE =
      Set.of("labels.jsonl", "alerts.jsonl", "dead-letters.jsonl", "summary.json");

  /**
   * A file, or a folder, that was not read.
   *
   * @param file its path
   * @param reason why, to stand behind its path: {@code is empty}
   */
  public record Skipped(String file, String reason) {

    @Override
    public String toString() {
      return file + " " + reason;
    }
  }

  /**
   * Finds the event files that these inputs name; each is opened, to see whether it is one.
   *
   * @throws CommandFault when an input is not there, a file that is named is no event file, or a
   *     folder holds none
   */
  public static EventFiles in(Collection<Path> inputs) {
    EventFiles found = new EventFiles(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Path input : inputs) {
      if (Files.isDirectory(input)) {
        found.addFolder(input);
      } else if (!Files.exists(input)) {
        throw new CommandFault("there is no file " + input);
      } else {
        found.add(input);
      }
    }
    return found;
  }

  private void add(Path file) {
    try (EventFile opened = EventFile.open(file)) {
      opened.doubt().ifPresent(doubt -> doubts.add(file + " " + doubt));
    }
    files.add(file);
  }

  private void addFolder(Path folder) {
    int filesBefore = files.size();
    int skippedBefore = skipped.size();
    for (Path entry : entries(folder)) {
      try {
        requireVisible(entry);
        add(entry);
      } catch (FileFault fault) {
        skipped.add(new Skipped(entry.toString(), fault.reason()));
      }
    }
    if (files.size() == filesBefore) {
      throw noneIn(folder, skipped.subList(skippedBefore, skipped.size()));
    }
  }

  private static List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException fault) {
      throw new CommandFault("cannot list folder " + folder + ": " + Reason.of(fault), fault);
    }
  }

  private static void requireVisible(Path entry) {
    String name = entry.getFileName().toString();
    String unpacked =
        name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
    if (Files.isDirectory(entry)) {
      throw new FileFault(
          entry, "is a folder inside a folder; to read it, give it as an input, too");
    }
    if (name.startsWith(".")) {
      throw new FileFault(entry, "is not an event file: it is hidden");
    }
    if (WRITTEN_BESIDE.contains(unpacked)) {
      throw new FileFault(entry, "is not an event file: other commands write files of this name");
    }
  }

  private static CommandFault noneIn(Path folder, List<Skipped> others) {
    String looked =
        "no event files in folder %s; their names end with %s".formatted(folder, FileFormat.NAMES);
    return new CommandFault(
        others.isEmpty()
            ? looked
            : "%s; the folder holds %s; for example, %s"
                .formatted(looked, Figures.counted(others.size(), "other"), others.get(0)));
  }
}
