package io.leakwatch.workbench.importing;

import io.leakwatch.schemas.FailureReason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which connections have named a user who may not log in, so that the failure that follows is not
 * counted as a second attempt. Remembers the latest few thousand connections: the failure follows
 * within seconds.
 */
final class Announced {

  private static final int MOST = 4_096;

  private static final class Announcement {
    private final String name;
    private final Optional<FailureReason> reason;
    private int uncounted;

    private Announcement(String name, Optional<FailureReason> reason, int uncounted) {
      this.name = name;
      this.reason = reason;
      this.uncounted = uncounted;
    }
  }

  private final Map<String, Announcement> byConnection =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Announcement> eldest) {
          return size() > MOST;
        }
      };

  void add(String connection, String name, Optional<FailureReason> reason, int times) {
    byConnection.remove(connection); // So that it is the youngest again.
    byConnection.put(connection, new Announcement(name, reason, times));
  }

  /** How many of so many failures were announced, and so have been counted; each is taken once. */
  int take(String connection, String name, int times) {
    Announcement announcement = byConnection.get(connection);
    if (announcement == null || !announcement.name.equals(name)) {
      return 0;
    }
    int taken = Math.min(times, announcement.uncounted);
    announcement.uncounted -= taken;
    return taken;
  }

  /** Why the connection's user may not log in; empty where it was not announced. */
  Optional<FailureReason> reason(String connection, String name) {
    Announcement announcement = byConnection.get(connection);
    return announcement == null || !announcement.name.equals(name)
        ? Optional.empty()
        : announcement.reason;
  }
}
