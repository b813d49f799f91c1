package io.leakwatch.detection;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.schemas.SubjectType;
import java.util.function.Predicate;

/**
 * A detector's eye on one kind of activity of one kind of entity.
 *
 * @param <A> the kind of activity
 * @param <S> what the detector remembers of an entity
 */
public final class Watch<A extends Activity, S extends SensorState> {

  /**
   * What a sensor does with an activity it wants to see.
   *
   * @param <S> what is remembered of the entity, or the part of it that the sensor needs
   */
  @FunctionalInterface
  public interface Sensor<A extends Activity, S> {

    void observe(Entity entity, A activity, S state, Signals out);
  }

  private final SubjectType entityType;
  private final Class<A> activityType;
  private final Predicate<A> wanted;
  private final Sensor<A, S> sensor;
  private final boolean onlyRemembered;
  private final boolean ofSites;

  private Watch(
      SubjectType entityType,
      Class<A> activityType,
      Predicate<A> wanted,
      Sensor<A, S> sensor,
      boolean onlyRemembered,
      boolean ofSites) {
    this.entityType = entityType;
    this.activityType = activityType;
    this.wanted = wanted;
    this.sensor = sensor;
    this.onlyRemembered = onlyRemembered;
    this.ofSites = ofSites;
  }

  /**
   * Watches activities of one type, for one type of entity.
   *
   * @param wanted a cheap predicate: an activity that it refuses is never sent to the entity
   */
  public static <A extends Activity, S extends SensorState> Watch<A, S> of(
      SubjectType entityType, Class<A> activityType, Predicate<A> wanted, Sensor<A, S> sensor) {
    return new Watch<>(entityType, activityType, wanted, sensor, false, false);
  }

  /**
   * The same, for entities of which the detector remembers something already: an activity that only
   * matters after another, such as a success after failures, costs the others nothing.
   */
  public static <A extends Activity, S extends SensorState> Watch<A, S> onlyIfRemembered(
      SubjectType entityType, Class<A> activityType, Predicate<A> wanted, Sensor<A, S> sensor) {
    return new Watch<>(entityType, activityType, wanted, sensor, true, false);
  }

  /** The same for whole sites of IPv6 addresses, see {@link Entity#site}, and not for addresses. */
  public Watch<A, S> ofSites() {
    return new Watch<>(SubjectType.ADDRESS, activityType, wanted, sensor, onlyRemembered, true);
  }

  /** Whether it looks at whole sites instead of addresses. */
  public boolean isOfSites() {
    return ofSites;
  }

  /** The entity of an activity that it looks at; null if there is none. */
  public Entity entityOf(Activity activity) {
    return ofSites ? Entity.site(activity) : Entity.of(entityType, activity);
  }

  public boolean isOnlyIfRemembered() {
    return onlyRemembered;
  }

  public SubjectType entityType() {
    return entityType;
  }

  public Class<A> activityType() {
    return activityType;
  }

  public boolean wants(Activity activity) {
    return activityType.isInstance(activity) && wanted.test(activityType.cast(activity));
  }

  /** Shows the sensor an activity that it {@link #wants}. */
  public void observe(Entity entity, Activity activity, S state, Signals out) {
    sensor.observe(entity, activityType.cast(activity), state, out);
  }
}
