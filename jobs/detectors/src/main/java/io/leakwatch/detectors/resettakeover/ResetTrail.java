package io.leakwatch.detectors.resettakeover;

import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is remembered of an account, or of an address: of each entity the part of its kind. */
final class ResetTrail extends SensorState {

  final AccountTrail ofAccount;
  final AddressTrail ofAddress;

  ResetTrail(Duration familiarFor, Duration within, Duration floodWindow, Duration staysOpen) {
    ofAccount = new AccountTrail(familiarFor, within, staysOpen);
    ofAddress = new AddressTrail(floodWindow, staysOpen);
  }

  @Override
  protected List<StatePart> parts() {
    List<StatePart> parts = new ArrayList<>(ofAccount.parts());
    parts.addAll(ofAddress.parts());
    return parts;
  }

  @Override
  public long dueAt() {
    return Math.max(ofAccount.story.dueAt(), ofAddress.story.dueAt()); // one of them is never on
  }
}
