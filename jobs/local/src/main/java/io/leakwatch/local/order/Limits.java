package io.leakwatch.local.order;

/**
 * What putting files in order may take.
 *
 * @param heldBackBytes what the records of one file may take, as they lie there, that are held back
 *     to be sorted in memory; where it would be more, the file is sorted on disk
 * @param openBytes what all files may take in memory that are open at the same time
 * @param lotBytes what the records may take in memory that are sorted at a time, to be a run on
 *     disk
 * @param runs how many runs on disk are read at the same time, each of which takes a buffer and an
 *     open file; 2 or more
 */
public record Limits(long heldBackBytes, long openBytes, long lotBytes, int runs) {

  /** All of it together stays below 256 MB, however large the files are. */
  public static final Limits USUAL = new Limits(4L << 20, 160L << 20, 64L << 20, 64);
}
