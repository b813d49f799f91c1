package io.leakwatch.benchmarks.grounds;

import io.leakwatch.schemas.Geo;

/**
 * The members of a platform as functions of their numbers, from 0: whatever their count, they take
 * no memory. Two accounts share a home line; an account and the next one write to each other.
 */
final class KeyedMembers {

  /** A third-party app acts for so many accounts. */
  static final int ACCOUNTS_PER_CLIENT = 1_000;

  /** The address that a carrier puts its subscribers behind. */
  static final String GATEWAY = "100.20.30.40";

  private static final int GATEWAY_ASN = 64_640;
  private static final int ACCOUNTS_PER_ADDRESS = 2;

  /** Shares no factor with the count of ids, so that no id comes twice and neighbours differ. */
  private static final long STRIDE = 48_271;

  /** Odd, so that multiplying with it and cutting off upper bits keeps numbers apart. */
  private static final long SCATTER = 0x9E37_79B1L;

  private static final int HOME_BITS = (1 << 26) - 1;
  private static final int HOME_NETWORK = 60 << 24;

  private static final String[] USER_AGENTS = {
    "Chirp/9.41 (iPhone16,1; iOS 18.2)",
    "Chirp/10.12 (Android 15; Pixel 9)",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0"
  };
  private static final String[] OWN_CLIENTS = {"app-ios", "app-android", "web"};

  private static final Geo[] CITIES = {
    new Geo("US", 40.7, -74.0, 25),
    new Geo("DE", 52.5, 13.4, 25),
    new Geo("BR", -23.5, -46.6, 25),
    new Geo("IN", 19.1, 72.9, 25),
    new Geo("JP", 35.7, 139.7, 25),
    new Geo("NG", 6.5, 3.4, 25),
    new Geo("GB", 51.5, -0.1, 25),
    new Geo("MX", 19.4, -99.1, 25)
  };

  private final int count;
  private final boolean inOneCity;

  /**
   * @param inOneCity all of them live where the gateway is, so that nobody seems to travel to it
   */
  KeyedMembers(int count, boolean inOneCity) {
    this.count = count;
    this.inOneCity = inOneCity;
  }

  /** Id of an account. */
  String account(int number) {
    return "u" + (10_000_019 + number * STRIDE % KeyedPlan.MOST_ACCOUNTS);
  }

  /** The account that comes so many places after this one, or before it; round the whole circle. */
  int neighbour(int number, int places) {
    return Math.floorMod(number + places, count);
  }

  /** Id of the conversation of an account and the one after it. */
  String conversationWithNext(int number) {
    return "c" + account(number);
  }

  /** The address of an account's home line. */
  String home(int number) {
    long line = number / ACCOUNTS_PER_ADDRESS * SCATTER & HOME_BITS;
    int ip = HOME_NETWORK | (int) line;
    return (ip >>> 24) + "." + (ip >> 16 & 255) + "." + (ip >> 8 & 255) + "." + (ip & 255);
  }

  /** Number of the home line's operator, or the gateway's. */
  int operator(int number, boolean throughGateway) {
    return throughGateway ? GATEWAY_ASN : 64_512 + city(number);
  }

  Geo place(int number) {
    return CITIES[city(number)];
  }

  private int city(int number) {
    return inOneCity ? 0 : number / ACCOUNTS_PER_ADDRESS % CITIES.length;
  }

  String session(int number) {
    return "s" + account(number);
  }

  String device(int number) {
    return "v" + account(number);
  }

  String userAgent(int number) {
    return USER_AGENTS[number % USER_AGENTS.length];
  }

  /** The platform's own client that an account uses. */
  String ownClient(int number) {
    return OWN_CLIENTS[number % OWN_CLIENTS.length];
  }

  /** The third-party app that an account has signed up with. */
  String client(int number) {
    return "client-" + (1_000_003 + number / ACCOUNTS_PER_CLIENT);
  }

  /** The server that the app calls from. */
  String server(int number) {
    int app = number / ACCOUNTS_PER_CLIENT;
    return "34." + (app >> 16 & 255) + "." + (app >> 8 & 255) + "." + (app & 255);
  }
}
