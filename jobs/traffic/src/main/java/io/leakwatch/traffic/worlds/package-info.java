/**
 * Other platforms than the simulator's ordinary one, for the same attacks. {@link
 * io.leakwatch.traffic.worlds.World} lists them. To add one, add a line there: either it has other
 * people, by a setting of {@link io.leakwatch.traffic.world.People}, or a {@link
 * io.leakwatch.traffic.worlds.Scribe} of its own, who writes down the same things in another way.
 */
package io.leakwatch.traffic.worlds;
