package io.leakwatch.workbench.alerts;

import java.util.ArrayList;
import java.util.List;

/**
 * Alerts that are listed together.
 *
 * @param listed those that are wanted, in their order
 * @param size how many there are with those that are not wanted
 */
record Group(List<StoredAlert> listed, long size) {

  /** The first alerts of the groups, as many as given; groups of which nothing is left are gone. */
  static List<Group> limited(List<Group> groups, int most) {
    List<Group> limited = new ArrayList<>();
    int left = most;
    for (Group group : groups) {
      if (left == 0) {
        break;
      }
      List<StoredAlert> some = group.listed().subList(0, Math.min(left, group.listed().size()));
      left -= some.size();
      limited.add(new Group(some, group.size()));
    }
    return limited;
  }
}
