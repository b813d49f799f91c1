package io.leakwatch.pipeline.route;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.schemas.SubjectType;
import java.util.ArrayList;
import java.util.List;

/**
 * Who looks at which kind of activity of which kind of entity. It is asked for every event, and
 * answers with one look into an array.
 *
 * @param <T> what looks
 */
@SuppressWarnings("EnumOrdinal") // it indexes lists of this JVM, and is never stored
public final class WatchTable<T> {

  private static final List<Class<? extends Activity>> KINDS =
      List.of(ApiCall.class, DmActivity.class, Login.class);

  private static final int TYPES = SubjectType.values().length;

  /** All types of entities for the first kind of activity, then all for the next one. */
  private final ArrayList<List<T>> byKindAndType = new ArrayList<>();

  /** An empty one. */
  public WatchTable() {
    for (int cell = 0; cell < KINDS.size() * TYPES; cell++) {
      byKindAndType.add(new ArrayList<>(0));
    }
  }

  /** From now on it looks, too. */
  public void add(Class<? extends Activity> kind, SubjectType type, T looking) {
    byKindAndType.get(KINDS.indexOf(kind) * TYPES + type.ordinal()).add(looking);
  }

  /** Who looks at such an activity of such an entity; in the order in which they were added. */
  public List<T> on(Activity activity, SubjectType type) {
    return byKindAndType.get(kindOf(activity) * TYPES + type.ordinal());
  }

  private static int kindOf(Activity activity) {
    return activity instanceof ApiCall ? 0 : activity instanceof DmActivity ? 1 : 2;
  }
}
