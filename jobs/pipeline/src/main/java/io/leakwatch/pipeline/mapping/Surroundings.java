package io.leakwatch.pipeline.mapping;

/** What there is of a record beside its value. */
public interface Surroundings {

  /** The last header of a name; null for none. */
  String header(String name);

  /** The record's key; null for none. */
  String key();

  /** Where the record lies, which no other record does. */
  String place();

  /** A hash of the record's value: the same for one that was sent twice. */
  String content();
}
