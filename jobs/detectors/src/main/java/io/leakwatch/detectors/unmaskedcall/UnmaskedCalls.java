package io.leakwatch.detectors.unmaskedcall;

import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is remembered of an account, or of all calls: of each entity the part of its kind. */
final class UnmaskedCalls extends SensorState {

  final AccountCalls ofAccount = new AccountCalls();
  final Wave ofAll;

  UnmaskedCalls(Duration window) {
    ofAll = new Wave(window);
  }

  @Override
  protected List<StatePart> parts() {
    List<StatePart> parts = new ArrayList<>(ofAccount.parts());
    parts.addAll(ofAll.parts());
    return parts;
  }
}
