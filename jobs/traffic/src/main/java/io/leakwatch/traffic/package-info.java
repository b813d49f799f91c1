/**
 * Made-up traffic of a social platform, with labelled attacks in it, from a seed.
 *
 * <p>Start at {@link io.leakwatch.traffic.Simulation}: it opens one slice of time after the other
 * and lets the {@link io.leakwatch.traffic.stage.Actor actors} fill it. What innocent people and
 * programs do is in the actors; what attackers do is in the classes listed by {@link
 * io.leakwatch.traffic.attacks.Attacks}, one each.
 *
 * <p>What surprises, and why it is so:
 *
 * <ul>
 *   <li>Every attack is acted out twice, from the same dice: labels and the number of attack events
 *       have to be known before the first event, and holding them all would take too much memory.
 *   <li>Who knows whom is an xor with a few fixed numbers: knowing is mutual, friends share
 *       friends, and no graph has to be kept.
 *   <li>Accounts that give way to credential stuffing do nothing else. Were they at home as well,
 *       the thief's login would be impossible travel too, and the labels would be wrong.
 *   <li>A mobile carrier's addresses are seen in two cities in turn, far apart in large countries.
 *       Whoever takes a position for the truth accuses hundreds of innocents a day.
 * </ul>
 */
package io.leakwatch.traffic;
