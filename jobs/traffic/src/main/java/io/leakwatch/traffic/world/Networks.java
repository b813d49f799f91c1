package io.leakwatch.traffic.world;

import io.leakwatch.schemas.Geo;

/**
 * The simulated internet: which operator hands out which address, and where geo databases think it
 * is. Operators have numbers from the range for private use, so that no real one is accused; but
 * those that carry VPNs, relays, satellites and in-flight Wi-Fi, and are never an attacker's here,
 * have those of real ones, because detectors know such operators by their numbers. IPv6 is from the
 * documentation range.
 */
public final class Networks {

  private static final int HOME_ASN = 64_512;
  private static final int MOBILE_ASN = 64_640;

  /** M247, Datacamp, Mullvad's and PacketHub's: they carry the exits of well-known VPN services. */
  private static final Integer[] VPN_ASN = {9009, 60068, 39351, 136787};

  private static final int COMPANY_ASN = 64_730;
  private static final int CAMPUS_ASN = 64_740;

  /** Intelsat. */
  private static final Integer INFLIGHT_ASN = 22351;

  /** SpaceX. */
  private static final Integer SATELLITE_ASN = 14593;

  /** Akamai's egress of private relays. */
  private static final Integer RELAY_ASN = 36183;

  private static final int APP_ASN = 64_760;
  private static final int HOSTING_ASN = 64_800;

  private static final int FLEET_ASN = 64_840;
  private static final int FLEET_OPERATORS = 160;
  private static final int KINDS_APART = 100_000;
  private static final int FLEETS_OF_A_KIND = 2_048;
  private static final int FLEET_SIZE = 256;
  private static final int INFECTED_HOMES = 0x280000;
  private static final int SHARED_HOMES = 0x238000;

  private static final int CARRIER_ADDRESSES = 4;
  private static final int RELAY_ADDRESSES = 250;
  private static final long LEASE_MS = 30 * 60_000L;
  private static final long FLIP_MS = 7 * 60_000L;

  /** Odd, so that multiplying with it and cutting off upper bits keeps numbers apart. */
  private static final long SCATTER = 0x9E37_79B1L;

  private static final long ATTACHED_MS = 12 * 3_600_000L;

  private final boolean ipv6;
  private final Integer[] numbers = new Integer[1024];
  private final Connection[][] carriers = new Connection[Cities.COUNTRIES.size()][];
  private final Geo[] coarse = new Geo[Cities.COUNTRIES.size()];

  public Networks(People people) {
    this.ipv6 = people.ipv6Lines();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = HOME_ASN + i;
    }
    for (int country = 0; country < carriers.length; country++) {
      int[] cities = Cities.of(Cities.COUNTRIES.get(country));
      coarse[country] = countryGeo(cities);
      carriers[country] = carrier(country, cities);
    }
  }

  /** Where a geo database puts an address of the city. */
  public static Geo geo(int city, int accuracyKm) {
    City place = Cities.ALL.get(city);
    return new Geo(place.country(), place.latitude(), place.longitude(), accuracyKm);
  }

  /** A household's line, over IPv4, or IPv6 in most places where lines have it. */
  public Connection home(int city, int household, Geo geo) {
    long place = (long) city << 32 | household;
    if (ipv6 && hasIpv6(place)) {
      String ip = Ipv6.address(Ipv6Plan.otherHome(city, household), Dice.mix(~place));
      return new Connection(ip, homeOperator(city, household), geo);
    }
    return homeV4(city, household, geo);
  }

  /** Whether a line has IPv6 where most have it: three in four. */
  private static boolean hasIpv6(long place) {
    return Dice.mix(place) >>> 62 != 0;
  }

  /** A household's line, over IPv4. */
  Connection homeV4(int city, int household, Geo geo) {
    String ip = ipv4(60 + city / 4, (city % 4) << 22 | (household & 0x3FFFFF));
    return new Connection(ip, homeOperator(city, household), geo);
  }

  /** The same line over IPv6, with a privacy address of the household's /64. */
  Connection homeV6(int city, int household, Geo geo, long suffix) {
    long upper = ipv6 ? Ipv6Plan.homeAmongMany(city, household) : Ipv6Plan.home(city, household);
    return new Connection(Ipv6.address(upper, suffix), homeOperator(city, household), geo);
  }

  /** A household's line where its operator has one address for all in the city. */
  Connection sharedHome(int city, int household) {
    int gateway = SHARED_HOMES + household % 2;
    return new Connection(
        homeV4(city, gateway, null).ip(), homeOperator(city, household), geo(city, 25));
  }

  private Integer homeOperator(int city, int household) {
    return asn(HOME_ASN + city * 2 + household % 2);
  }

  /** One of the few addresses that a country's mobile carrier puts its subscribers behind. */
  public Connection mobile(int city, int subscriber, long at) {
    Connection[] pool = carriers[country(city)];
    if (ipv6) {
      return attached(country(city), subscriber, at, pool);
    }
    // The same address is seen at one of two places, changing every few minutes.
    int address = (int) (Dice.mix(at / LEASE_MS + subscriber) >>> 62);
    int side = (int) (Dice.mix(at / FLIP_MS * CARRIER_ADDRESSES + address) & 1);
    return pool[address * 2 + side];
  }

  /**
   * With IPv6 a subscriber has a network of its own, until it is attached anew; where it is thought
   * to be is as wrong.
   */
  private static Connection attached(int country, int subscriber, long at, Connection[] pool) {
    long attachment = Dice.mix(((at / ATTACHED_MS) << 32) | subscriber);
    String ip = Ipv6.address(Ipv6Plan.subscriber(country, attachment), Dice.mix(attachment));
    Connection carrier = pool[(int) Long.remainderUnsigned(attachment, pool.length)];
    return new Connection(ip, carrier.asn(), carrier.geo());
  }

  /** A VPN provider's exit in a city; shared by whoever uses it. */
  Connection vpn(int city, int account) {
    int provider = account % VPN_ASN.length;
    String ip = ipv4(146, provider << 16 | city << 8 | 10 + account % 3);
    return new Connection(ip, VPN_ASN[provider], geo(city, 20));
  }

  /** The one exit of a company's VPN, whatever office one works at. */
  public Connection company(int company, int city) {
    return new Connection(
        ipv4(91, 198 << 16 | company), asn(COMPANY_ASN + company % 8), geo(city, 10));
  }

  public Connection campus(int campus, int city) {
    return new Connection(
        ipv4(129, 1 << 16 | campus << 8 | 1), asn(CAMPUS_ASN + campus % 8), geo(city, 10));
  }

  /** A privacy relay: another address each time, known only by its country. */
  public Connection relay(int city, Dice dice) {
    int country = country(city);
    String ip = ipv4(104, 28 << 16 | country << 8 | dice.below(RELAY_ADDRESSES));
    return new Connection(ip, RELAY_ASN, coarse[country]);
  }

  /** Satellite internet: the position is that of the ground station, hundreds of km off. */
  Connection satellite(int groundStation, int account) {
    String ip = ipv4(98, 97 << 16 | groundStation << 8 | account % 200);
    return new Connection(ip, SATELLITE_ASN, geo(groundStation, 200));
  }

  /** Wi-fi aboard an aircraft: known only by the country of the provider's gateway. */
  public Connection inFlight(int account) {
    String ip = ipv4(206, 10 << 16 | account % 60);
    return new Connection(ip, INFLIGHT_ASN, coarse[0]);
  }

  /** A server that an app's maker or a search engine rents. */
  public Connection appServer(int app, int server) {
    return new Connection(
        ipv4(34, app << 8 | server + 1), asn(APP_ASN + app % 30), geo(app % 12, 50));
  }

  /** A rented server that nobody else in the simulation uses; attackers like them. */
  public Connection hosted(int number) {
    int city = (int) Long.remainderUnsigned(Dice.mix(number), Cities.ALL.size());
    String ip =
        ipv6 && hasIpv6(number)
            ? Ipv6.address(hostedNetwork(number), 1)
            : ipv4(185, (int) ((number + 1) * SCATTER & 0xFFFFFF));
    return new Connection(ip, asn(HOSTING_ASN + number % 40), geo(city, 20));
  }

  /** The same, where it matters which city it stands in. */
  public Connection hostedIn(int number, int city, int accuracyKm) {
    Connection server = hosted(number);
    return new Connection(server.ip(), server.asn(), geo(city, accuracyKm));
  }

  /** Upper half of a /64 network that nobody else in the simulation uses. */
  public static long hostedNetwork(int number) {
    return Ipv6Plan.server(number);
  }

  /** An address of such a network. */
  public Connection hostedV6(int number, long suffix) {
    Connection server = hosted(number);
    return new Connection(Ipv6.address(hostedNetwork(number), suffix), server.asn(), server.geo());
  }

  /**
   * One of the rented servers, 256 at most, that one attacker has with one operator.
   *
   * @param number the scene's
   */
  public Connection fleet(int number, int server) {
    int kind = number / KINDS_APART;
    int fleet = kind * FLEETS_OF_A_KIND + number % KINDS_APART % FLEETS_OF_A_KIND;
    int operator = (kind * 37 + number % KINDS_APART) % FLEET_OPERATORS;
    long place = (long) fleet * FLEET_SIZE + server % FLEET_SIZE;
    Connection like = hosted(number);
    String ip =
        ipv6 && hasIpv6(number)
            ? Ipv6.address(Ipv6Plan.fleet(place), 1)
            : ipv4(194, (int) (place * SCATTER & 0xFFFFFF));
    return new Connection(ip, asn(FLEET_ASN + operator), like.geo());
  }

  /** How many operators homes have. */
  public static int homeOperators() {
    return Cities.ALL.size() * 2;
  }

  /** An infected device in one of the homes of one operator, from 0. */
  public Connection infected(int operator, int home) {
    int city = operator / 2;
    return home(city, INFECTED_HOMES + home * 2 + operator % 2, geo(city, 30));
  }

  /** Any home anywhere, such as that of an infected router. */
  public Connection stranger(Dice dice) {
    int city = Cities.draw(dice);
    return home(city, 0x300000 + dice.below(0xFFFFF), geo(city, dice.between(5, 100)));
  }

  /**
   * What a geo database says that knows no more than the country; null where there is no such one.
   *
   * @param code ISO 3166-1 alpha-2
   */
  public Geo ofCountry(String code) {
    int country = Cities.COUNTRIES.indexOf(code);
    return country < 0 ? null : coarse[country];
  }

  /** What a geo database says that knows no more than the city's country. */
  Geo countryOf(int city) {
    return coarse[country(city)];
  }

  private Integer asn(int number) {
    return numbers[number - HOME_ASN];
  }

  private static int country(int city) {
    return Cities.COUNTRIES.indexOf(Cities.ALL.get(city).country());
  }

  /** The middle of a country's cities, with room for all of them. */
  private static Geo countryGeo(int[] cities) {
    double latitude = 0;
    double longitude = 0;
    for (int city : cities) {
      latitude += Cities.ALL.get(city).latitude() / cities.length;
      longitude += Cities.ALL.get(city).longitude() / cities.length;
    }
    String country = Cities.ALL.get(cities[0]).country();
    return new Geo(country, latitude, longitude, 300 + 100 * cities.length);
  }

  private Connection[] carrier(int country, int[] cities) {
    Connection[] pool = new Connection[CARRIER_ADDRESSES * 2];
    for (int i = 0; i < pool.length; i++) {
      int address = i / 2;
      int city = cities[(address + i % 2) % cities.length];
      pool[i] =
          new Connection(
              ipv4(106, country << 8 | address + 1),
              asn(MOBILE_ASN + country),
              geo(city, 100 + country % 5 * 100));
    }
    return pool;
  }

  /** An address from its first octet and the other 24 bits. */
  private static String ipv4(int first, int rest) {
    return first + "." + (rest >> 16 & 255) + "." + (rest >> 8 & 255) + "." + (rest & 255);
  }
}
