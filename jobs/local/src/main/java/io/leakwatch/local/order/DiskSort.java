package io.leakwatch.local.order;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.files.EventFile;
import io.leakwatch.local.files.EventTimes;
import io.leakwatch.local.order.FilesInOrder.Part;
import io.leakwatch.local.order.RunRecord.RunFile;
import io.leakwatch.local.order.Survey.Surveyed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Sorts the records of files that are not in order: as many as fit into a part of the memory at a
 * time, each lot written to a file as a run; too many runs are merged to longer ones.
 */
final class DiskSort {

  /** What a record takes in a run beside what it takes in its file. */
  private static final double ON_DISK = 1.3;

  private static final int STEP = 1 << 16;

  private final Path folder;
  private final Limits limits;
  private final Consumer<String> progress;
  private final Deque<Part> runs = new ArrayDeque<>();
  private List<RunRecord> lot = new ArrayList<>();
  private long inLot;
  private long sorted;
  private int made;

  DiskSort(Path folder, Limits limits, Consumer<String> progress) {
    this.folder = folder;
    this.limits = limits;
    this.progress = progress;
  }

  /**
   * Sorts files.
   *
   * @return the runs; all of them together hold every record once
   * @throws CommandFault when there is no room for them
   */
  List<Part> sort(List<Surveyed> files) {
    long needed = (long) (ON_DISK * files.stream().mapToLong(Surveyed::bytes).sum());
    try {
      requireRoom(needed);
      for (Surveyed file : files) {
        read(file.file());
      }
      endLot();
      while (runs.size() > limits.runs()) {
        merge();
      }
    } catch (IOException | UncheckedIOException fault) {
      throw noRoom("failed in " + folder + ": " + fault.getMessage(), needed, fault);
    }
    return List.copyOf(runs);
  }

  private void requireRoom(long needed) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < needed) {
      throw noRoom("has too little room in " + folder + ", " + bytes(free), needed, null);
    }
  }

  private static CommandFault noRoom(String what, long needed, Exception cause) {
    return new CommandFault(
        ("some files are not in the order of their times, and sorting them %s; it takes about %s."
                + " Make room there, choose another temporary folder with"
                + " LEAKWATCH_JAVA_OPTS='-Xmx4g -Djava.io.tmpdir=DIR', or sort the files by"
                + " occurred_at yourself")
            .formatted(what, bytes(needed)),
        cause);
  }

  private static String bytes(long bytes) {
    return Figures.of(Math.ceil(bytes / 1e5) / 10) + " MB";
  }

  private void read(Path path) throws IOException {
    try (EventFile file = EventFile.open(path)) {
      RunFile from = new RunFile(path.getFileName().toString(), file.kind());
      while (file.hasNext()) {
        RunRecord record = RunRecord.of(from, file.next());
        lot.add(record);
        inLot += record.bytes();
        if (inLot >= limits.lotBytes()) {
          endLot();
        }
        if (++sorted % STEP == 0) {
          progress.accept("sorting on disk what is not in order: %,d records".formatted(sorted));
        }
      }
    }
  }

  private void endLot() throws IOException {
    if (lot.isEmpty()) {
      return;
    }
    lot.sort(null);
    Path run = newRun();
    long earliest = Long.MAX_VALUE;
    try (RunWriter writer = new RunWriter(run, lot.stream().map(RunRecord::file).toList())) {
      for (RunRecord record : lot) {
        writer.write(record);
        earliest = Math.min(earliest, placeOf(record));
      }
      writer.end();
    }
    runs.add(new Part(run.toString(), true, earliest, 0));
    lot = new ArrayList<>(lot.size());
    inLot = 0;
  }

  private static long placeOf(RunRecord record) {
    return record.time() == EventTimes.NONE ? Long.MAX_VALUE : record.time();
  }

  private Path newRun() {
    return folder.resolve("run-" + made++);
  }

  /** Makes one run of the oldest. */
  private void merge() throws IOException {
    progress.accept("merging what was sorted on disk: %d runs".formatted(runs.size()));
    List<Part> parts = new ArrayList<>();
    while (parts.size() < limits.runs()) {
      parts.add(runs.remove());
    }
    List<RunReader> readers = new ArrayList<>();
    try {
      parts.forEach(part -> readers.add(new RunReader(Path.of(part.file()))));
      runs.add(merged(readers));
    } finally {
      readers.forEach(RunReader::close);
    }
    for (Part part : parts) {
      Files.delete(Path.of(part.file()));
    }
  }

  private Part merged(List<RunReader> readers) throws IOException {
    Path run = newRun();
    long earliest = Long.MAX_VALUE;
    PriorityQueue<RunReader> queue = new PriorityQueue<>(Comparator.comparing(RunReader::peek));
    queue.addAll(readers);
    List<RunFile> files = readers.stream().flatMap(each -> each.files().stream()).toList();
    try (RunWriter writer = new RunWriter(run, files)) {
      while (!queue.isEmpty()) {
        RunReader first = queue.remove();
        RunRecord record = first.next();
        writer.write(record);
        earliest = Math.min(earliest, placeOf(record));
        if (first.hasNext()) {
          queue.add(first);
        }
      }
      writer.end();
    }
    return new Part(run.toString(), true, earliest, 0);
  }
}
