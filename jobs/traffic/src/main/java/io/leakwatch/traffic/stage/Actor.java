package io.leakwatch.traffic.stage;

/** A kind of innocent party. */
public interface Actor {

  /** Does one thing that it does, such as a visit; nothing of it before the given time. */
  void act(long at, Stage stage);
}
