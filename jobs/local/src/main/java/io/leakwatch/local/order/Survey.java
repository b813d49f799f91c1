package io.leakwatch.local.order;

import io.leakwatch.local.files.EventTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A look through all files, for the times in them: how far each is from being in order. */
final class Survey {

  /** Progress is shown once in so many records. */
  private static final int STEP = 1 << 16;

  /**
   * A file.
   *
   * @param earliest the earliest time in it; {@link Long#MAX_VALUE} where there is none
   * @param latest the latest; {@link Long#MIN_VALUE} where there is none
   * @param heldBack {@link Disorder#farthest}; below 0 where that is too far
   * @param heldBackBytes how many bytes those that are held back may take, as they lie
   * @param bytes of all records together, unpacked
   */
  record Surveyed(
      Path file, long earliest, long latest, int heldBack, long heldBackBytes, long bytes) {

    boolean isSortedInMemory() {
      return heldBack >= 0;
    }
  }

  private final Disorder disorder = new Disorder();
  private final UsualTimes usual = new UsualTimes();
  private final Limits limits;
  private final Consumer<String> progress;
  private final long allBytes;
  private long bytesBefore;
  private long records;

  private Survey(List<Path> files, Limits limits, Consumer<String> progress) {
    this.limits = limits;
    this.progress = progress;
    this.allBytes = Math.max(1, files.stream().mapToLong(Survey::size).sum());
  }

  /** What came of it: the files, and {@link UsualTimes#end}. */
  record Found(List<Surveyed> files, long end) {}

  static Found of(List<Path> files, Limits limits, Consumer<String> progress) {
    Survey survey = new Survey(files, limits, progress);
    List<Surveyed> found = new ArrayList<>(files.size());
    for (Path file : files) {
      found.add(survey.look(file));
      survey.bytesBefore += size(file);
    }
    return new Found(found, survey.usual.end());
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private Surveyed look(Path file) {
    disorder.begin();
    long earliest = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;
    long bytes = 0;
    int largest = 0;
    try (EventTimes times = EventTimes.open(file)) {
      while (times.advance()) {
        long time = times.time();
        disorder.took(time);
        bytes += times.bytes();
        largest = Math.max(largest, times.bytes());
        if (time != EventTimes.NONE) {
          usual.took(time);
          earliest = Math.min(earliest, time);
          latest = Math.max(latest, time);
        }
        if (++records % STEP == 0) {
          show();
        }
      }
    }
    long heldBackBytes = Math.min(bytes, (long) disorder.farthest() * largest);
    boolean isTooFar = disorder.isTooFar() || heldBackBytes > limits.heldBackBytes();
    return new Surveyed(
        file, earliest, latest, isTooFar ? -1 : disorder.farthest(), heldBackBytes, bytes);
  }

  private void show() {
    progress.accept(
        "looking through the files for their order: %,d records, %d %% of the files before this one"
            .formatted(records, 100 * bytesBefore / allBytes));
  }
}
