package io.leakwatch.traffic.world;

/**
 * Who the people of a simulation are. Attackers and programs do the same everywhere; they act on
 * these people.
 *
 * @param size how many people there are, and with them innocent events, relative to {@link
 *     #ORDINARY}; more than 0. There are as many attacks, however few people there are
 * @param pace innocent events of each account, relative to {@link #ORDINARY}; more than 0
 * @param seldom most come once in three days to once a month, and a tenth daily, and their sessions
 *     and tokens hold for weeks; otherwise all come several times a day
 * @param ipv6Homes share of the households that have IPv6, 0 to 1
 * @param ipv6Lines whether most other lines, those of carriers and of rented servers too, have IPv6
 * @param sharedHomes share of the households that their operator puts behind an address shared with
 *     others, 0 to 1
 * @param rhythm when people are busy
 */
public record People(
    double size,
    double pace,
    boolean seldom,
    double ipv6Homes,
    boolean ipv6Lines,
    double sharedHomes,
    Rhythm rhythm) {

  /** Those whom thresholds were set for. */
  public static final People ORDINARY =
      new People(1, 1, false, 0.35, false, 0, Rhythm.EVERY_DAY_ALIKE);

  private static final double EVENTS_A_DAY = 105;

  /** With {@link #LIGHT_IF_SELDOM}, so that those who come daily do: two visits in nine days. */
  private static final double EVENTS_A_DAY_IF_SELDOM = 18;

  /** Everybody is a light user then; there are not as many besides. */
  private static final double LIGHT_IF_SELDOM = 0.35;

  private static final double DAILY = 0.1;

  public People {
    if (size <= 0 || pace <= 0) {
      throw new IllegalArgumentException(
          "size and pace must be more than 0: " + size + ", " + pace);
    }
  }

  public People sized(double newSize) {
    return new People(newSize, pace, seldom, ipv6Homes, ipv6Lines, sharedHomes, rhythm);
  }

  public People paced(double newPace) {
    return new People(size, newPace, seldom, ipv6Homes, ipv6Lines, sharedHomes, rhythm);
  }

  public People comingSeldom() {
    return new People(size, pace, true, ipv6Homes, ipv6Lines, sharedHomes, rhythm);
  }

  public People overIpv6(double share) {
    return new People(size, pace, seldom, share, true, sharedHomes, rhythm);
  }

  public People sharingHomes(double share) {
    return new People(size, pace, seldom, ipv6Homes, ipv6Lines, share, rhythm);
  }

  public People with(Rhythm newRhythm) {
    return new People(size, pace, seldom, ipv6Homes, ipv6Lines, sharedHomes, newRhythm);
  }

  /** Events of a day for each account that is no light user, on average, before {@link #pace}. */
  double eventsADay() {
    return seldom ? EVENTS_A_DAY_IF_SELDOM : EVENTS_A_DAY;
  }

  /** How many light users there are, relative to what is usual. */
  double lightUsers() {
    return seldom ? LIGHT_IF_SELDOM : 1;
  }

  /**
   * How often an account visits, relative to others, 0 to 1.
   *
   * @param light it uses the platform less than most
   */
  double activity(boolean light, Dice dice) {
    if (seldom) {
      return dice.chance(DAILY) ? 1 : 1 / dice.spread(3, 30);
    }
    return light ? dice.spread(0.04, 0.16) : dice.spread(0.25, 1);
  }
}
