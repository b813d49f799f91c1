package io.leakwatch.detection.activity;

import io.leakwatch.schemas.SubjectType;

/**
 * Whom or what activity is counted for: an account, an address, a client and so on.
 *
 * @param type what kind of thing it is
 * @param id its id, never empty; for an address the text of {@link NetworkAddress#entityId}
 * @param hash of both, whatever is given; kept, for the shuffle and every look-up of state ask it
 */
public record Entity(SubjectType type, String id, int hash) implements Comparable<Entity> {

  public Entity {
    hash = hash(type, id);
  }

  public Entity(SubjectType type, String id) {
    this(type, id, 0);
  }

  /**
   * The same in every JVM, because key groups are dealt out by it. It does not build on the hash of
   * a Java text: an attacker who chooses ids can make any number of texts with the same hash.
   */
  private static int hash(SubjectType type, String id) {
    return Long.hashCode(Hashes.of(id)) ^ type.name().hashCode();
  }

  // Written out, for it is asked at every look-up of state, where a record's own is slow.
  @Override
  public boolean equals(Object other) {
    return other instanceof Entity entity && type == entity.type && id.equals(entity.id);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** By type, then by id, so that a hash table stays fast where hashes are the same after all. */
  @Override
  public int compareTo(Entity other) {
    int byType = type.compareTo(other.type);
    return byType != 0 ? byType : id.compareTo(other.id);
  }

  /** The entity of the given type that an activity belongs to; null where it names none. */
  public static Entity of(SubjectType type, Activity activity) {
    String id =
        switch (type) {
          case ACCOUNT -> activity.account();
          case ADDRESS -> activity.address();
          case CLIENT -> activity.client();
          case SESSION -> activity.session();
          case CONVERSATION -> activity instanceof DmActivity dm ? dm.conversation() : null;
          case ENDPOINT -> activity instanceof ApiCall call ? call.endpoint() : null;
          case RESOURCE -> activity instanceof ApiCall call ? call.resourceName() : null;
          case FINGERPRINT -> activity instanceof Login login ? login.fingerprint() : null;
          case SERVICE -> serviceOf(activity);
        };
    return id == null ? null : new Entity(type, id);
  }

  /**
   * The address entity of the whole site that an activity came from, see {@link
   * NetworkAddress#site}; null where there is none.
   */
  public static Entity site(Activity activity) {
    String id = NetworkAddress.site(activity.address());
    return id == null ? null : new Entity(SubjectType.ADDRESS, id);
  }

  /** Whether it is a whole site, and not one address. */
  public boolean isSite() {
    return type == SubjectType.ADDRESS && NetworkAddress.isSite(id);
  }

  /**
   * A part of the platform as a whole. A detector that watches one pays with a key that all events
   * share.
   */
  private static String serviceOf(Activity activity) {
    if (activity instanceof Login) {
      return "logins";
    }
    return activity instanceof ApiCall ? "api" : "messages";
  }

  @Override
  public String toString() {
    return type + " " + id;
  }
}
