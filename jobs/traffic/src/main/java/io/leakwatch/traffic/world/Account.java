package io.leakwatch.traffic.world;

/** A member: fixed facts, and what its devices remember between visits. */
public final class Account {

  /** What sets a member's network apart from that of its neighbours. */
  public enum Habit {
    PLAIN,
    TRAVELLER,
    VPN,
    COMPANY_VPN,
    RELAY,
    SATELLITE,
    STUDENT,
    MOBILE_ONLY
  }

  /**
   * A flight between two cities and, days later perhaps, none back.
   *
   * @param takeOff epoch milliseconds
   * @param landing epoch milliseconds
   * @param city index of the city flown to
   */
  public record Flight(long takeOff, long landing, int city) {}

  public final int number;
  public final String id;
  public final Habit habit;
  public final int city;
  public final int household;
  public final Connection home;

  /** Another way out of the house: IPv6, VPN exit, campus …; the home line where there is none. */
  public final Connection other;

  public final Client laptop;
  public final boolean secondFactor;

  /** Visits, relative to other accounts: 0 to 1. */
  public final double activity;

  public final int contacts;

  /** The one flight of a traveller; null for others. */
  public final Flight flight;

  /** When it changes to a new phone, epoch milliseconds; never for most. */
  final long newPhoneAt;

  private final Client firstPhone;
  private final Client secondPhone;

  /** Until when it is on a visit, epoch milliseconds. */
  public long busyUntil;

  /** Session of the phone's app; null while signed out. */
  public String phoneSession;

  /** Session of the laptop's browser; null while signed out. */
  public String laptopSession;

  /** The phone that the app's session is on; a new one has to sign in. */
  public Client phoneSignedIn;

  Account(
      int number,
      Habit habit,
      int city,
      int household,
      Connection home,
      Connection other,
      Flight flight,
      long newPhoneAt,
      People people,
      Dice dice) {
    this.number = number;
    this.id = Names.account(number);
    this.habit = habit;
    this.city = city;
    this.household = household;
    this.home = home;
    this.other = other;
    this.flight = flight;
    this.newPhoneAt = newPhoneAt;
    this.laptop = Client.firstParty(Names.device(dice), dice.pick(UserAgents.BROWSERS));
    this.firstPhone = Client.firstParty(Names.device(dice), dice.pick(UserAgents.PHONES));
    this.secondPhone = Client.firstParty(Names.device(dice), dice.pick(UserAgents.PHONES));
    this.secondFactor = dice.chance(0.3);
    boolean light = habit == Habit.STUDENT || habit == Habit.MOBILE_ONLY;
    this.activity = people.activity(light, dice);
    this.contacts = dice.between(6, 24);
    // The world did not begin with the simulation: most are signed in already.
    this.phoneSession = dice.chance(0.92) ? Names.session(dice) : null;
    this.phoneSignedIn = firstPhone;
    this.laptopSession = dice.chance(0.8) ? Names.session(dice) : null;
  }

  /** Where it is online of an evening: at home, in a hall of its campus, through its carrier. */
  public Connection usualLine(Networks networks, long at) {
    return switch (habit) {
      case MOBILE_ONLY -> networks.mobile(city, number, at);
      case STUDENT -> other;
      default -> home;
    };
  }

  public Client phoneAt(long at) {
    return at < newPhoneAt ? firstPhone : secondPhone;
  }

  /** Index of the city it is in, or flying to. */
  public int cityAt(long at) {
    return flight != null && at >= flight.takeOff() ? flight.city() : city;
  }

  public boolean isAirborne(long at) {
    return flight != null && at >= flight.takeOff() && at < flight.landing();
  }
}
