package io.leakwatch.local.order;

import io.leakwatch.local.order.Survey.Surveyed;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Event files as parts, each in the order of event time. Files that are in order, or nearly, are
 * parts as they lie. All others are sorted on disk first.
 *
 * @param parts the one that begins earliest first
 * @param end the latest time in the files that is not more than a year after all but a few others,
 *     epoch milliseconds; 0 where no record has a time
 */
public record FilesInOrder(ArrayList<Part> parts, long end) implements Serializable {

  /** What an open file takes: its buffers, and the record that it has come to. */
  private static final long OPEN_BYTES = 256 << 10;

  /** What a record takes while it is held back, for each byte of it that lies in the file. */
  private static final long IN_MEMORY = 8;

  /**
   * A part.
   *
   * @param file its path
   * @param isSorted whether it was sorted here; else it is as its user gave it
   * @param earliest no record in it is earlier, epoch milliseconds; {@link Long#MAX_VALUE} where
   *     none has a time
   * @param heldBack how many records have to be held back for them to be in order
   */
  public record Part(String file, boolean isSorted, long earliest, int heldBack)
      implements Serializable {

    /** The records of it. */
    public InOrder open() {
      return isSorted ? new SortedRun(Path.of(file)) : new LookAhead(Path.of(file), heldBack);
    }
  }

  /**
   * Looks through files, and sorts those that have to be.
   *
   * @param folder gives a folder for what is sorted on disk, when it is needed
   * @param progress takes what is being done, in words
   * @throws io.leakwatch.local.CommandFault when there is no room to sort
   */
  public static FilesInOrder of(
      List<Path> files, Supplier<Path> folder, Consumer<String> progress) {
    return of(files, folder, Limits.USUAL, progress);
  }

  /** Likewise, taking no more than is allowed. */
  public static FilesInOrder of(
      List<Path> files, Supplier<Path> folder, Limits limits, Consumer<String> progress) {
    Survey.Found found = Survey.of(files, limits, progress);
    Set<Surveyed> asTheyLie = together(found.files(), limits.openBytes());
    ArrayList<Part> parts = new ArrayList<>();
    List<Surveyed> others = new ArrayList<>();
    for (Surveyed file : found.files()) {
      if (asTheyLie.contains(file)) {
        parts.add(new Part(file.file().toString(), false, file.earliest(), file.heldBack()));
      } else {
        others.add(file);
      }
    }
    if (!others.isEmpty()) {
      parts.addAll(new DiskSort(folder.get(), limits, progress).sort(others));
    }
    parts.sort(Comparator.comparingLong(Part::earliest));
    return new FilesInOrder(parts, found.end());
  }

  /** Those that are sorted in memory, as long as there is room for all that are open at once. */
  private static Set<Surveyed> together(List<Surveyed> files, long mostOpenBytes) {
    // By identity: a file may be given twice.
    Set<Surveyed> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Surveyed> open = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Surveyed> byBegin =
        files.stream()
            .filter(Surveyed::isSortedInMemory)
            .sorted(Comparator.comparingLong(Surveyed::earliest))
            .toList();
    for (Surveyed next : byBegin) {
      open.removeIf(each -> each.latest() < next.earliest());
      open.add(next);
      chosen.add(next);
      if (open.stream().mapToLong(FilesInOrder::bytesOf).sum() > mostOpenBytes) {
        Surveyed worst =
            open.stream()
                .max(
                    Comparator.comparingLong(FilesInOrder::bytesOf)
                        .thenComparing(Surveyed::bytes, Comparator.reverseOrder()))
                .orElseThrow();
        open.remove(worst);
        chosen.remove(worst);
      }
    }
    return chosen;
  }

  private static long bytesOf(Surveyed file) {
    return OPEN_BYTES + IN_MEMORY * file.heldBackBytes();
  }
}
