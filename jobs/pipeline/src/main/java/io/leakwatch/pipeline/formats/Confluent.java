package io.leakwatch.pipeline.formats;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.primitives.Ints;
import io.leakwatch.pipeline.decode.DeadLetterReason;
import io.leakwatch.pipeline.registry.Answer;
import io.leakwatch.pipeline.registry.SchemaIds;
import java.time.Duration;
import java.util.function.Function;
import org.apache.avro.Schema;

/**
 * What stands before a record in Confluent's framing, and what reads the records of each schema: a
 * zero, the schema's id in a registry, the record in Avro's bytes.
 *
 * @param <R> what reads the records of one schema
 */
final class Confluent<R> {

  /** Bytes before the record itself. */
  static final int HEADER_LENGTH = 1 + Integer.BYTES;

  /** A platform has dozens of schemas; what is beyond is asked for again. */
  private static final int MOST_KNOWN = 1_000;

  /** Ids that somebody made up are not asked for each time, and do not push out those in use. */
  private static final int MOST_UNKNOWN = 10_000;

  private static final Duration UNKNOWN_FOR = Duration.ofMinutes(1);

  private record Found<R>(R reader, NoTree fault) {}

  private final SchemaIds schemas;
  private final String registry;
  private final Function<Schema, R> readers;
  private final Incompatibility incompatibility;
  private final Cache<Integer, Found<R>> known =
      CacheBuilder.newBuilder().maximumSize(MOST_KNOWN).build();
  private final Cache<Integer, NoTree> unknown;

  /** Nearly all records are of the schema of the one before. */
  private int lastId;

  private Found<R> last;

  /**
   * @param registry its address, for dead letters
   * @param readers what reads the records of a schema
   * @param incompatibility of a schema with what is to be read
   * @param ticker by which ids are asked for again that were unknown
   */
  Confluent(
      SchemaIds schemas,
      String registry,
      Function<Schema, R> readers,
      Incompatibility incompatibility,
      Ticker ticker) {
    this.schemas = schemas;
    this.registry = registry;
    this.readers = readers;
    this.incompatibility = incompatibility;
    this.unknown =
        CacheBuilder.newBuilder()
            .maximumSize(MOST_UNKNOWN)
            .expireAfterWrite(UNKNOWN_FOR)
            .ticker(ticker)
            .build();
  }

  /** What cannot be read with a schema; null where all can. */
  interface Incompatibility {
    String of(Schema writer);
  }

  /** Whether these bytes begin with a header. */
  static boolean isMarked(byte[] value) {
    return value != null && value.length >= HEADER_LENGTH && value[0] == 0;
  }

  private static int id(byte[] value) {
    return Ints.fromBytes(value[1], value[2], value[3], value[4]);
  }

  /** The reader of a record, if it is at hand; null otherwise. Asks nobody. */
  R atHand(byte[] value) {
    return isMarked(value) && last != null && id(value) == lastId ? last.reader : null;
  }

  /**
   * The reader of a record; the registry is waited for.
   *
   * @throws NoTree if there is none
   * @throws SchemaIds.NotWaitedFor if the registry gave no answer
   */
  R reader(byte[] value) throws NoTree {
    if (!isMarked(value)) {
      throw new NoTree(
          DeadLetterReason.UNDECODABLE,
          "not in Confluent's framing, which begins with a zero and the schema's id");
    }
    int id = id(value);
    if (last == null || id != lastId) {
      last = found(id);
      lastId = id;
    }
    if (last.fault != null) {
      throw last.fault;
    }
    return last.reader;
  }

  private Found<R> found(int id) throws NoTree {
    Found<R> found = known.getIfPresent(id);
    if (found != null) {
      return found;
    }
    NoTree fault = unknown.getIfPresent(id);
    if (fault == null) {
      // No registry gives ids below 0, and one might answer the question with anything.
      Answer answer = id < 0 ? new Answer.Unknown() : schemas.schema(id);
      if (!(answer instanceof Answer.Unknown)) {
        Found<R> made = made(id, answer);
        known.put(id, made);
        return made;
      }
      fault = unknown(id);
      unknown.put(id, fault);
    }
    throw fault;
  }

  private Found<R> made(int id, Answer answer) {
    if (answer instanceof Answer.Known schema) {
      String why = incompatibility.of(schema.schema());
      if (why == null) {
        return new Found<>(readers.apply(schema.schema()), null);
      }
      return new Found<>(null, incompatible(id, why));
    }
    return new Found<>(null, incompatible(id, ((Answer.Unusable) answer).why()));
  }

  private NoTree incompatible(int id, String why) {
    return new NoTree(
        DeadLetterReason.INCOMPATIBLE_SCHEMA,
        "the schema with the id %d, of the schema registry at %s, cannot be used: %s"
            .formatted(id, registry, why));
  }

  private NoTree unknown(int id) {
    return new NoTree(
        DeadLetterReason.UNKNOWN_SCHEMA,
        "the schema registry at %s has no schema with the id %d".formatted(registry, id));
  }
}
