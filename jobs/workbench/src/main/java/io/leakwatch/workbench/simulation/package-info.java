/**
 * Made-up traffic of a social platform, with labelled attacks in it, from a seed.
 *
 * <p>Start at {@link io.leakwatch.workbench.simulation.Simulation}: it opens one slice of time
 * after the other and lets the {@link io.leakwatch.workbench.simulation.Actor actors} fill it. What
 * innocent people and programs do is in the actors; what attackers do is in the classes listed by
 * {@link io.leakwatch.workbench.simulation.Attacks}, one each.
 */
package io.leakwatch.workbench.simulation;
