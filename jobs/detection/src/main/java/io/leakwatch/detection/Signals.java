package io.leakwatch.detection;

/** Where a sensor puts what it noticed. */
@FunctionalInterface
public interface Signals {

  void emit(Signal signal);
}
