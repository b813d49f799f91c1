package io.leakwatch.detectors.distributedstuffing;

import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.DistinctWithin.Seen;
import io.leakwatch.detection.state.Moment;
import io.leakwatch.detection.state.SeasonalBaseline;
import io.leakwatch.detection.state.SlidingCount;
import io.leakwatch.detection.state.StatePart;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How many logins fail and succeed in the whole service, what is usual at this hour, and a sample
 * of the devices that people come in with.
 *
 * <p>An account that fails carries marks: whether it got in after all, whether it failed on a
 * device that is known, and which of a few shares its fingerprint falls into.
 */
final class ServiceLevel {

  /** One device in so many is looked at; so many times fewer refreshed sessions have to come by. */
  private static final int DEVICE_SAMPLE = 4;

  private static final int KNOWN = 2;
  private static final int STRANGE = 4;
  private static final int SHARES = 32;
  private static final int SHARE_BIT = 3;

  private static final Duration LIFE = Duration.ofDays(21);
  private static final Duration DEVICES_FOR = Duration.ofDays(2);
  private static final int FOLLOWED_DEVICES = 1024;
  private static final int NOISE = 20;

  /** With fewer sampled accounts than this nothing is said of known devices. */
  private static final int FEWEST_SAMPLED = 6;

  final SeasonalBaseline usualFailing = new SeasonalBaseline(LIFE, NOISE);
  final SeasonalBaseline usualSuccesses = new SeasonalBaseline(LIFE, NOISE);
  final SlidingCount successes = new SlidingCount(Duration.ofMinutes(30), 6);
  final Moment looked = new Moment(Duration.ofMinutes(1));
  final Moment raised = new Moment(Duration.ofMinutes(15));
  final Moment calm = new Moment(Duration.ofHours(3));
  private final DistinctWithin devices = new DistinctWithin(DEVICES_FOR, 16, FOLLOWED_DEVICES);

  List<StatePart> parts() {
    return List.of(usualFailing, usualSuccesses, successes, looked, raised, calm, devices);
  }

  /** Cheap enough to be asked of every refreshed session before it is sent here. */
  static boolean isSampled(Login login) {
    return login.device() != null && isSampled(Hashes.of(login.device()));
  }

  private static boolean isSampled(long key) {
    return (key & (DEVICE_SAMPLE - 1)) == 0;
  }

  void cameIn(Login login) {
    if (isSampled(login)) {
      devices.add(Hashes.of(login.device()), login.at(), 0);
    }
  }

  /** Marks for the account of a login that failed. */
  int marks(Login login) {
    String fingerprint = login.fingerprint();
    // Where there is no fingerprint no other part of this detector sees it: it counts by itself.
    long program = Hashes.of(fingerprint == null ? login.address() : fingerprint);
    int share = (int) (program & (SHARES - 1));
    // An account without a device is sampled like a device that was never seen.
    long key = Hashes.of(login.device() == null ? login.account() : login.device());
    if (!isSampled(key)) {
      return share << SHARE_BIT;
    }
    Seen seen = devices.seen(key, login.at());
    int judged = seen == Seen.YES ? KNOWN : seen == Seen.NO ? STRANGE : 0;
    return share << SHARE_BIT | judged;
  }

  /**
   * What is failing.
   *
   * @param accounts accounts that nobody got into since they failed, those that share a fingerprint
   *     with many others counted only in part
   * @param knownShare share of known devices among those that were sampled, 0 to 1; NaN where there
   *     were too few to know
   */
  record Picture(long accounts, double knownShare) {

    /** Whether so few use a known device, as far as is known. */
    boolean knowsAtMost(double share) {
      return Double.isNaN(knownShare) || knownShare <= share;
    }
  }

  /**
   * Looks at the accounts that fail.
   *
   * @param atLeast a fingerprint with fewer accounts counts in full; one with more may count for
   *     three times what is usual for a fingerprint, because it raises an alert of its own
   */
  static Picture picture(DistinctWithin accounts, int atLeast, long at) {
    int[] all = new int[SHARES];
    int[] known = new int[SHARES];
    int[] judged = new int[SHARES];
    long estimate =
        accounts.distinct(
            at,
            (times, marks) -> {
              if ((marks & Attempts.SUCCEEDED) != 0) {
                return false;
              }
              int share = marks >> SHARE_BIT;
              all[share]++;
              known[share] += (marks & KNOWN) != 0 ? 1 : 0;
              judged[share] += (marks & (KNOWN | STRANGE)) != 0 ? 1 : 0;
              return true;
            });
    int followed = Arrays.stream(all).sum();
    long scale = followed == 0 ? 1 : estimate / followed;
    double[] weights = weights(all, atLeast / scale);
    double sampled = sum(judged, weights);
    return new Picture(
        Math.round(scale * sum(all, weights)),
        sampled < FEWEST_SAMPLED ? Double.NaN : sum(known, weights) / sampled);
  }

  /** How much of each share counts, 0 to 1. */
  private static double[] weights(int[] shares, long atLeast) {
    int[] sorted = shares.clone();
    Arrays.sort(sorted);
    double most = Math.max((double) atLeast, 3.0 * sorted[SHARES / 2]);
    return Arrays.stream(shares).mapToDouble(n -> n <= most ? 1 : most / n).toArray();
  }

  private static double sum(int[] counts, double[] weights) {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i] * weights[i];
    }
    return sum;
  }
}
