package io.leakwatch.pipeline.watch;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.schemas.SubjectType;
import java.util.ArrayList;
import java.util.List;

/** Ids that an attacker types so that all of them have one hash as Java texts. */
public final class CollidingIds {

  private CollidingIds() {}

  /** "Aa" and "BB" have the same hash, and so have all texts that are made up of the two. */
  public static List<Entity> entities(SubjectType type, int count) {
    int pairs = 32 - Integer.numberOfLeadingZeros(count - 1);
    List<Entity> entities = new ArrayList<>(count);
    for (int number = 0; number < count; number++) {
      StringBuilder id = new StringBuilder();
      for (int bit = 0; bit < pairs; bit++) {
        id.append((number >> bit & 1) == 0 ? "Aa" : "BB");
      }
      entities.add(new Entity(type, id.toString()));
    }
    return entities;
  }
}
