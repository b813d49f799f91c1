package io.leakwatch.pipeline.route;

import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.schemas.SubjectType;
import java.util.List;
import java.util.function.Consumer;

/** Which entities an activity is shown to: those of which some armed detector wants to see it. */
public final class Routing {

  private static final SubjectType[] SUBJECT_TYPES = SubjectType.values();

  private final WatchTable<Watch<?, ?>> watches = new WatchTable<>();
  private final WatchTable<Watch<?, ?>> siteWatches = new WatchTable<>();

  public Routing(List<Armed> armed) {
    for (Armed one : armed) {
      for (Watch<?, ?> watch : one.newDetector().watches()) {
        (watch.isOfSites() ? siteWatches : watches)
            .add(watch.activityType(), watch.entityType(), watch);
      }
    }
  }

  /** An observation for each entity that some detector wants to see the activity of. */
  public void observations(Activity activity, Consumer<Observation> then) {
    for (SubjectType type : SUBJECT_TYPES) {
      if (isWanted(watches, activity, type)) {
        observe(Entity.of(type, activity), activity, then);
      }
    }
    if (isWanted(siteWatches, activity, SubjectType.ADDRESS)) {
      observe(Entity.site(activity), activity, then);
    }
  }

  private static void observe(Entity entity, Activity activity, Consumer<Observation> then) {
    if (entity != null) {
      then.accept(new Observation(entity, activity));
    }
  }

  private static boolean isWanted(
      WatchTable<Watch<?, ?>> table, Activity activity, SubjectType type) {
    List<Watch<?, ?>> looking = table.on(activity, type);
    for (int i = 0; i < looking.size(); i++) {
      if (wants(looking.get(i), activity)) {
        return true;
      }
    }
    return false;
  }

  private static boolean wants(Watch<?, ?> watch, Activity activity) {
    try {
      return watch.wants(activity);
    } catch (RuntimeException fault) {
      return true; // it fails again behind the shuffle, where the fault is counted
    }
  }
}
