package io.leakwatch.traffic.worlds;

import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.world.Dice;
import java.util.function.Consumer;

/**
 * Objects are named as clouds name them, each bucket in one of five styles. Labels go on naming the
 * bucket.
 */
final class ObjectNames implements Scribe {

  private static final int STYLES = 5;
  private static final String PICTURES = "/media/:id";

  private final long seed;

  ObjectNames(long seed) {
    this.seed = seed;
  }

  @Override
  public void see(SimulatedEvent event, Consumer<SimulatedEvent> written) {
    if (event.record() instanceof ApiEvent call && isObject(call)) {
      call.put("target_id", named(call.getTargetId()));
    }
    written.accept(event);
  }

  /** A post's picture lies in no bucket that anybody sees. */
  private static boolean isObject(ApiEvent call) {
    return call.getResource() == ResourceKind.STORAGE_OBJECT
        && call.getTargetId() != null
        && !call.getEndpoint().equals(PICTURES);
  }

  private String named(String path) {
    int slash = path.indexOf('/');
    String bucket = slash < 0 ? path : path.substring(0, slash);
    String key = slash < 0 ? "" : path.substring(slash);
    return switch (Dice.of(seed, bucket.hashCode()).below(STYLES)) {
      case 0 -> "s3://" + path;
      case 1 -> "gs://" + path;
      case 2 -> "arn:aws:s3:::" + path;
      case 3 -> "https://" + bucket + ".s3.eu-west-1.amazonaws.com" + (key.isEmpty() ? "/" : key);
      default -> "/" + path;
    };
  }
}
