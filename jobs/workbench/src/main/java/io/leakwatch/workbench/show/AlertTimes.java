package io.leakwatch.workbench.show;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Alert;
import io.leakwatch.workbench.alerts.StoredAlert;
import io.leakwatch.workbench.show.Block.Fact;
import io.leakwatch.workbench.terminal.Moments;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When an alert saw what, by the events' own clock. */
record AlertTimes(StoredAlert stored, Moments moments) {

  List<Fact> facts() {
    Alert alert = stored.alert();
    Instant first = alert.getFirstSeenAt();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("first seen", moments.exact(first)));
    facts.add(new Fact("raised", after(alert.getRaisedAt(), first, "the first event")));
    facts.add(new Fact("last seen", after(alert.getLastSeenAt(), first, "the first event")));
    // Older alerts lack the time of their revision.
    if (alert.getUpdatedAt().isAfter(Instant.EPOCH)) {
      facts.add(
          new Fact("updated", after(alert.getUpdatedAt(), alert.getRaisedAt(), "it was raised")));
    }
    if (alert.getClosedAt() != null) {
      facts.add(
          new Fact("closed", after(alert.getClosedAt(), alert.getLastSeenAt(), "the last event")));
    }
    return facts;
  }

  private String after(Instant at, Instant before, String what) {
    Duration length = Duration.between(before, at);
    if (length.isZero()) {
      return moments.exact(at);
    }
    String order = length.isNegative() ? " before " : " after ";
    return moments.exact(at) + ", " + Figures.of(length.abs()) + order + what;
  }
}
