package io.leakwatch.pipeline.metrics;

import java.util.List;

/**
 * A step of the job, as its metrics name it: an operator, or several that have the same metrics.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are made by List.of
public enum Step {
  DECODE(List.of("decode-…"), List.of("deserializer")),
  ADMIT(List.of("admit-…")),
  ROUTE(List.of("route-…")),
  WATCH(List.of("watch")),
  RAISE(List.of("raise", "raise-incidents")),
  /** Those that call a detector's own code on what its sensors have seen. */
  JUDGE(List.of("answered", "raise", "raise-incidents")),
  RELATE(List.of("relate")),
  GAPS(List.of("gaps")),
  DECIDE(List.of("decide"));

  private final List<String> operators;
  private final List<String> groups;

  Step(List<String> operators) {
    this(operators, List.of());
  }

  Step(List<String> operators, List<String> groups) {
    this.operators = operators;
    this.groups = groups;
  }

  /** Names of the operators; {@code …} stands for that of a source. */
  public List<String> operators() {
    return operators;
  }

  /** The metric groups that Flink puts between the operator's and ours. */
  List<String> groups() {
    return groups;
  }
}
