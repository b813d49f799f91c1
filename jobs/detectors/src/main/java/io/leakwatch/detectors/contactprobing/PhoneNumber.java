package io.leakwatch.detectors.contactprobing;

/** What a look-up asked for, where it is a phone number as text. */
final class PhoneNumber {

  /** It is none: a hash, an e-mail address, a name. */
  static final long NONE = -1;

  private static final int FEWEST_DIGITS = 6;

  /** The longest that E.164 allows. */
  private static final int MOST_DIGITS = 15;

  private PhoneNumber() {}

  /** Its digits as a number, after an optional plus; {@link #NONE} if it is anything else. */
  static long of(String target) {
    int begin = target.startsWith("+") ? 1 : 0;
    int digits = target.length() - begin;
    if (digits < FEWEST_DIGITS || digits > MOST_DIGITS) {
      return NONE;
    }
    long number = 0;
    for (int i = begin; i < target.length(); i++) {
      int digit = target.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** Whether it is a phone number or an e-mail address, rather than a name somebody searches. */
  static boolean isOneOrMail(String target) {
    return target.indexOf('@') > 0 || of(target) != NONE;
  }
}
