package io.leakwatch.console.feed;

import java.util.Set;

/**
 * Something that is shown has changed.
 *
 * @param alertIds which alerts, at most {@value #MOST_IDS} of them
 * @param parts what else is about them: alerts, triage, suppressions, control, health, views
 */
public record Change(Set<String> alertIds, Set<String> parts) {

  /** Of more than that, a page asks anew for all that it shows. */
  public static final int MOST_IDS = 200;
}
