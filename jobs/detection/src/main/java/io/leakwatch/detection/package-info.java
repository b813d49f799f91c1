/**
 * The vocabulary of every detector. Read in this order: {@link
 * io.leakwatch.detection.activity.Activity} (what happened), {@link
 * io.leakwatch.detection.activity.Entity} (to whom or what it is counted), {@link
 * io.leakwatch.detection.Detector} (identity, sensor, sequence, words), {@link
 * io.leakwatch.detection.Signal} (what a sensor noticed) and {@link io.leakwatch.detection.Finding}
 * (what an analyst reads). {@code state} holds the counts and memories that sensors are made of,
 * {@code option} what can be set about them, {@code words} how figures are written for people,
 * {@code calls} what detectors of calls to strangers share.
 *
 * <p>Nothing here knows Kafka, a clock or the job; all times are event time, in milliseconds since
 * the epoch.
 */
package io.leakwatch.detection;
