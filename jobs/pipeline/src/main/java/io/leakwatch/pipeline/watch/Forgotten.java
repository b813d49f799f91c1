package io.leakwatch.pipeline.watch;

import io.leakwatch.pipeline.types.ChosenType;

/**
 * That entities were forgotten before their time, to make room for new ones.
 *
 * @param at event time, epoch milliseconds
 * @param entities how many, at least one
 */
public record Forgotten(long at, int entities) {

  static final ChosenType<Forgotten> TYPE = ChosenType.derived(Forgotten.class);
}
