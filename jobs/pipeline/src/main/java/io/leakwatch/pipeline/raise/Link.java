package io.leakwatch.pipeline.raise;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.schemas.Relation;
import io.leakwatch.schemas.Severity;

/**
 * That an alert belongs to another: to be said in the one that has to learn of it.
 *
 * @param subject whom or what the one that learns of it is about
 * @param alertId the one that learns of it
 * @param other the alert that belongs to it
 * @param otherDetector the detector of that one
 * @param relation how that one belongs to it
 * @param atLeast the one that learns of it is at least so severe from now on
 * @param at event time, epoch milliseconds
 */
public record Link(
    Entity subject,
    String alertId,
    String other,
    String otherDetector,
    Relation relation,
    Severity atLeast,
    long at) {}
