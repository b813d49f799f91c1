package io.leakwatch.benchmarks.rivals;

import io.leakwatch.schemas.SubjectType;

/**
 * Who reads other people's data.
 *
 * @param type {@code CLIENT}, {@code ACCOUNT} or {@code ADDRESS}
 */
public record Reader(SubjectType type, String id) {

  private static final int ROOM_OF_ACCOUNTS = 4;

  /** How many times as much a reader may read: the rich clients of people load much. */
  public static int roomOf(Reader reader) {
    return reader.type == SubjectType.ACCOUNT ? ROOM_OF_ACCOUNTS : 1;
  }
}
