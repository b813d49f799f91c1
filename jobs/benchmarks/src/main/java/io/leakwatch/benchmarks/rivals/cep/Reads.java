package io.leakwatch.benchmarks.rivals.cep;

import io.leakwatch.schemas.SubjectType;
import java.util.Collection;
import java.util.stream.LongStream;

/**
 * Reads of one reader, one after the other.
 *
 * @param reader as in {@link Read}
 * @param targets hashes of whose data it was, each once
 * @param behind hashes of who is behind the reader, each once
 * @param firstAt epoch milliseconds
 * @param lastAt epoch milliseconds
 */
@SuppressWarnings("ArrayRecordComponent") // Flink has serializers for arrays, not for lists
public record Reads(String reader, long[] targets, long[] behind, long firstAt, long lastAt) {

  /** Reads in order of time, at least one. */
  static Reads of(Collection<Read> reads) {
    return new Reads(
        reads.iterator().next().reader(),
        reads.stream().mapToLong(Read::target).distinct().toArray(),
        reads.stream().mapToLong(Read::behind).distinct().toArray(),
        reads.stream().mapToLong(Read::at).min().orElseThrow(),
        reads.stream().mapToLong(Read::at).max().orElseThrow());
  }

  /** Several such as one, at least one. */
  static Reads joined(Collection<Reads> parts) {
    return new Reads(
        parts.iterator().next().reader(),
        parts.stream().flatMapToLong(part -> LongStream.of(part.targets)).distinct().toArray(),
        parts.stream().flatMapToLong(part -> LongStream.of(part.behind)).distinct().toArray(),
        parts.stream().mapToLong(Reads::firstAt).min().orElseThrow(),
        parts.stream().mapToLong(Reads::lastAt).max().orElseThrow());
  }

  SubjectType readerType() {
    return Read.type(reader);
  }

  String readerId() {
    return reader.substring(reader.indexOf(':') + 1);
  }

  long millis() {
    return lastAt - firstAt;
  }

  /** Different targets for each of those behind the reader. */
  double targetsEach() {
    return (double) targets.length / behind.length;
  }
}
