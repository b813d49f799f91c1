package io.leakwatch.pipeline.registry;

import org.apache.avro.Schema;

/** What a registry says about a schema. */
public sealed interface Answer {

  /** It has it. */
  record Known(Schema schema) implements Answer {}

  /** It has none. */
  record Unknown() implements Answer {}

  /**
   * It has something of which no schema can be made.
   *
   * @param why in words that end a sentence
   */
  record Unusable(String why) implements Answer {}
}
