package io.leakwatch.pipeline.correlate;

import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * How widely the operators behind {@code watch} are spread. Signals are rare, and so are the keys
 * that anything is remembered of; but each state of each operator has a table for each key group,
 * which a checkpoint copies and walks over though nothing is in it.
 */
public final class OnSignals {

  /** Key groups of each such operator, and so its highest parallelism. */
  static final int MAX_PARALLELISM = 60;

  private OnSignals() {}

  /** The operator, with as many subtasks as the job has, but not more than it has key groups. */
  public static <T> SingleOutputStreamOperator<T> spread(SingleOutputStreamOperator<T> operator) {
    if (operator.getParallelism() > MAX_PARALLELISM) {
      operator.setParallelism(MAX_PARALLELISM);
    }
    return operator.setMaxParallelism(MAX_PARALLELISM);
  }
}
