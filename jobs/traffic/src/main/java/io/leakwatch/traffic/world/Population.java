package io.leakwatch.traffic.world;

import io.leakwatch.schemas.Geo;
import io.leakwatch.traffic.world.Account.Flight;
import io.leakwatch.traffic.world.Account.Habit;
import java.util.Arrays;
import java.util.List;

/** All members of the platform that do something of their own, and who knows whom. */
public final class Population {

  private static final int FEWEST = 200;
  private static final double DAY_MS = 86_400_000;
  private static final int STUDENTS_PER_CAMPUS = 2_600;
  private static final int MOBILE_ONLY_PER_CARRIER = 3_000;
  private static final int MOST = Names.FIRST_DORMANT;
  private static final int STUDENT_HOMES = 0x100000;
  private static final int MOBILE_HOMES = 0x180000;
  private static final long NEVER = Long.MAX_VALUE;
  private static final List<Integer> LARGEST_COUNTRY =
      Arrays.stream(Cities.of(Cities.COUNTRIES.get(0))).boxed().toList();

  /** Who knows whom: xor with these, so that knowing is mutual and friends share friends. */
  private static final int[] TIES = {
    1, 2, 3, 5, 4, 7, 9, 6, 14, 11, 21, 33, 18, 26, 42, 77, 39, 93, 130, 54, 171, 70, 222, 103
  };

  private final SimulationPlan plan;
  private final Networks networks;
  private final Account[] accounts;
  private final int residents;
  private final int campuses;
  private final int students;
  private final Outage outage;

  public Population(SimulationPlan plan, Networks networks) {
    this.plan = plan;
    this.networks = networks;
    double days = (plan.endMs() - plan.startMs()) / DAY_MS;
    double size = plan.people().size();
    double events = plan.events() * size;
    residents =
        clamp(
            events / Math.max(days * plan.people().eventsADay(), 5),
            (int) Math.ceil(FEWEST * Math.min(1, size)),
            MOST / 2);
    campuses = 1 + clamp(events / 2_000_000.0, 0, 99);
    double light = events * plan.people().lightUsers();
    students = clamp(light / 350.0, 40, STUDENTS_PER_CAMPUS) * campuses;
    int mobileOnly =
        clamp(light / 320.0, 40, MOBILE_ONLY_PER_CARRIER) * (1 + clamp(events / 2_000_000.0, 0, 3));
    accounts = new Account[residents + students + mobileOnly];
    outage = Outage.of(plan);
    Dice dice = Dice.of(plan.seed(), 1);
    for (int i = 0; i < accounts.length; i++) {
      accounts[i] = account(i, dice);
    }
  }

  public int size() {
    return accounts.length;
  }

  public Account get(int number) {
    return accounts[number];
  }

  public int campuses() {
    return campuses;
  }

  /** Who they are. */
  public People people() {
    return plan.people();
  }

  /** When the platform itself refused a part of its members. */
  public Outage outage() {
    return outage;
  }

  /** Index of the city where a campus is. */
  public int campusCity(int campus) {
    return campus * 7 % Cities.ALL.size();
  }

  /** One of the accounts that study at the campus. */
  public Account student(int campus, Dice dice) {
    return accounts[residents + dice.below(students / campuses) * campuses + campus];
  }

  /** An ordinary member at home in one place that geo databases know well; the next one or so. */
  public Account victim(long number) {
    int i = (int) Long.remainderUnsigned(number + Dice.mix(plan.seed()), residents);
    while (accounts[i].habit != Habit.PLAIN
        || accounts[i].home.geo() == null
        || accounts[i].home.geo().getAccuracyKm() > 100) {
      i = (i + 1) % residents;
    }
    return accounts[i];
  }

  /** One of the account's contacts, the favourite for 0; up to {@link Account#contacts}. */
  public int contact(Account account, int rank) {
    return tie(account.number, rank);
  }

  /** Somebody in the account's circle: a friend more often than a friend's friend. */
  public int acquaintance(Account account, Dice dice) {
    int friend = tie(account.number, dice.favourite(account.contacts));
    int beyond = dice.chance(0.45) ? friend : tie(friend, dice.below(TIES.length));
    return beyond == account.number ? friend : beyond;
  }

  private int tie(int number, int rank) {
    int other = number ^ TIES[rank];
    return other < accounts.length ? other : (number + TIES[rank]) % accounts.length;
  }

  private Account account(int number, Dice dice) {
    if (number >= residents + students) {
      return mobileOnly(number, dice);
    }
    return number >= residents ? newStudent(number, dice) : resident(number, dice);
  }

  private Account mobileOnly(int number, Dice dice) {
    // All in one country, so that thousands share its carrier's few addresses.
    int city = dice.pick(LARGEST_COUNTRY);
    Connection line = networks.home(city, MOBILE_HOMES + number, Networks.geo(city, 20));
    return new Account(
        number, Habit.MOBILE_ONLY, city, number, line, line, null, NEVER, people(), dice);
  }

  private Account newStudent(int number, Dice dice) {
    int campus = (number - residents) % campuses;
    int city = campusCity(campus);
    int household = STUDENT_HOMES + number / 3;
    Connection line = networks.home(city, household, Networks.geo(city, 15));
    Connection school = networks.campus(campus, city);
    return new Account(
        number, Habit.STUDENT, city, household, line, school, null, newPhone(dice), people(), dice);
  }

  private Account resident(int number, Dice dice) {
    Dice shared = Dice.of(plan.seed(), 1_000_000_000L + household(number));
    int city = Cities.draw(shared);
    Geo geo = homeGeo(city, shared);
    boolean ipv6 = shared.chance(people().ipv6Homes());
    boolean behindOthers = people().sharedHomes() > 0 && shared.chance(people().sharedHomes());
    int household = household(number);
    Habit habit = habit(dice);
    Connection line =
        ipv6
            ? networks.homeV6(city, household, geo, dice.bits())
            : networks.homeV4(city, household, geo);
    if (behindOthers) {
      line = networks.sharedHome(city, household);
    }
    Connection other =
        ipv6 && habit == Habit.PLAIN && !behindOthers
            ? networks.homeV4(city, household, geo)
            : wayOut(number, habit, line, dice);
    Flight flight = habit == Habit.TRAVELLER ? flight(city, dice) : null;
    return new Account(
        number, habit, city, household, line, other, flight, newPhone(dice), people(), dice);
  }

  /** Households of one to four: the pattern 4, 1, 3, 2 repeats over ten accounts. */
  private static int household(int number) {
    int place = number % 10;
    return number / 10 * 4 + (place < 4 ? 0 : place < 5 ? 1 : place < 8 ? 2 : 3);
  }

  private Geo homeGeo(int city, Dice dice) {
    double u = dice.unit();
    if (u < 0.03) {
      return null;
    }
    return u < 0.11 ? networks.countryOf(city) : Networks.geo(city, dice.between(5, 60));
  }

  private static Habit habit(Dice dice) {
    double u = dice.unit();
    if (u < 0.03) {
      return Habit.TRAVELLER;
    }
    if (u < 0.08) {
      return Habit.VPN;
    }
    if (u < 0.12) {
      return Habit.COMPANY_VPN;
    }
    if (u < 0.15) {
      return Habit.RELAY;
    }
    return u < 0.16 ? Habit.SATELLITE : Habit.PLAIN;
  }

  private Connection wayOut(int number, Habit habit, Connection line, Dice dice) {
    int elsewhere = Cities.draw(dice);
    return switch (habit) {
      case VPN -> networks.vpn(elsewhere, number);
      case COMPANY_VPN -> {
        // Forty to a company, from many cities: all come out at its head office.
        int company = number / 1_000;
        yield networks.company(company, company * 11 % Cities.ALL.size());
      }
      case SATELLITE -> networks.satellite(elsewhere, number);
      default -> line;
    };
  }

  private Flight flight(int from, Dice dice) {
    int to = Cities.draw(dice);
    while (to == from) {
      to = Cities.draw(dice);
    }
    double km = Cities.ALL.get(from).kmTo(Cities.ALL.get(to));
    double speed = 750 + 150 * dice.unit();
    long air = (long) (km / speed * 3_600_000);
    long takeOff = dice.within(plan.startMs(), plan.endMs());
    return new Flight(takeOff, takeOff + air, to);
  }

  private long newPhone(Dice dice) {
    return dice.chance(0.015) ? dice.within(plan.startMs(), plan.endMs()) : NEVER;
  }

  private static int clamp(double value, int low, int high) {
    return (int) Math.max(low, Math.min(high, value));
  }
}
