package io.leakwatch.detectors.impossibletravel;

import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is remembered of an account, or of an address: of each entity the part of its kind. */
final class Whereabouts extends SensorState {

  final Journey ofAccount;
  final Crowd ofAddress = new Crowd();

  Whereabouts(Duration baselineFor, Duration rememberFor, Duration changeWithin) {
    ofAccount = new Journey(baselineFor, rememberFor, changeWithin);
  }

  @Override
  protected List<StatePart> parts() {
    List<StatePart> parts = new ArrayList<>(ofAccount.parts());
    parts.addAll(ofAddress.parts());
    return parts;
  }
}
