package io.leakwatch.pipeline.watch;

import static io.leakwatch.pipeline.Harnesses.STUFFING;
import static io.leakwatch.pipeline.Harnesses.T;
import static io.leakwatch.pipeline.Harnesses.record;
import static io.leakwatch.pipeline.Harnesses.spread;
import static io.leakwatch.pipeline.Harnesses.watch;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Two addresses that stuff credentials, and the operator that watches them. */
@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
public final class Stuffing {

  public static final String ADDRESS = "203.0.113.7";
  public static final long END = T + Duration.ofDays(3).toMillis();

  private static final String OTHER = "2001:db8:1:2::/64";

  private Stuffing() {}

  public static void feed(
      KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> harness,
      List<Observation> observations)
      throws Exception {
    for (Observation each : observations) {
      harness.processElement(record(each, each.at()));
    }
  }

  public static int remembered(
      KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> harness) {
    return ((WatchOperator) harness.getOperator()).remembered();
  }

  public static List<Observation> traffic() {
    List<Observation> all = new ArrayList<>(spread(ADDRESS, 40));
    all.addAll(spread(OTHER, 25));
    return all;
  }

  /** What comes out when everything arrives in order, one watermark after each event. */
  public static List<Signal> undisturbed() throws Exception {
    try (var harness = watch(List.of(STUFFING))) {
      harness.open();
      List<Observation> all = traffic();
      all.sort(
          (one, other) ->
              one.at() != other.at()
                  ? Long.compare(one.at(), other.at())
                  : one.activity().eventId().compareTo(other.activity().eventId()));
      for (Observation each : all) {
        harness.processElement(record(each, each.at()));
        harness.processWatermark(each.at() - 1);
      }
      harness.processWatermark(END);
      return harness.extractOutputValues();
    }
  }
}
