package io.leakwatch.detectors.unmaskedcall;

import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is remembered of an account, or of all calls: of each entity the part of its kind. */
final class UnmaskedCalls extends SensorState {

  final AccountCalls ofAccount;
  final Wave ofAll;

  /**
   * @param waveAccounts from so many callers in the window on it is a wave
   */
  UnmaskedCalls(Duration window, int waveAccounts, Duration staysOpen) {
    ofAccount = new AccountCalls(staysOpen);
    ofAll = new Wave(window, waveAccounts, staysOpen);
  }

  /** An entity has either of both. */
  @Override
  public long dueAt() {
    return Math.max(ofAccount.story.dueAt(), ofAll.story.dueAt());
  }

  @Override
  protected List<StatePart> parts() {
    List<StatePart> parts = new ArrayList<>(ofAccount.parts());
    parts.addAll(ofAll.parts());
    return parts;
  }
}
