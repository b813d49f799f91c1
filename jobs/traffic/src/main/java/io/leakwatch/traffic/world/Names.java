package io.leakwatch.traffic.world;

import java.util.List;

/** Ids of accounts and objects, real in looks only. */
public final class Names {

  /** Numbers from here belong to accounts that exist but do nothing of their own. */
  public static final int FIRST_DORMANT = 10_000_000;

  private static final int DORMANT = 60_000_000;
  private static final long SPACE = 89_000_003;
  private static final long CLIENT_SPACE = 8_999_993;
  private static final long STRIDE =
      48_271; // shares no factor with either space: no id comes twice

  private static final List<String> FIRST =
      List.of(
          "anna", "ben", "chloe", "dario", "elif", "femi", "grace", "hugo", "ines", "jun", "kofi",
          "lena", "mara", "nils", "olga", "pedro", "quinn", "rosa", "sami", "tara", "uma", "vito",
          "wei", "yuki", "zoe");
  private static final List<String> LAST =
      List.of(
          "adler", "berg", "costa", "diaz", "eriksen", "fox", "garcia", "haas", "ito", "jones",
          "khan", "lopez", "meyer", "novak", "okoye", "park", "rossi", "silva", "tanaka", "weber");

  private Names() {}

  /** Id of the account with this number, from 0 to 88 million. */
  public static String account(int number) {
    return "u" + (10_000_019 + number * STRIDE % SPACE);
  }

  /** An account that exists but does nothing of its own. */
  public static String dormant(Dice dice) {
    return account(FIRST_DORMANT + dice.below(DORMANT));
  }

  /** A name from somebody else's leaked list, with no account here. */
  public static String unknown(Dice dice) {
    return dice.pick(FIRST) + "." + dice.pick(LAST) + dice.below(10_000);
  }

  /**
   * Id of an OAuth client; attackers' look like anybody's. Numbers below 1,000 are innocent apps',
   * each actor with a range of its own; from there on they are attackers'.
   */
  public static String client(int number) {
    return "client-" + (1_000_003 + number * STRIDE % CLIENT_SPACE);
  }

  public static String post(Dice dice) {
    return "p" + (700_000_000L + dice.below(400_000_000));
  }

  public static String device(Dice dice) {
    return EventIds.text('v', dice.bits());
  }

  public static String session(Dice dice) {
    return EventIds.text('s', dice.bits());
  }
}
