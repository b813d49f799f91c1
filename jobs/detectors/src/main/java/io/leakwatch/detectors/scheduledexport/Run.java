package io.leakwatch.detectors.scheduledexport;

/**
 * A bulk export, of however many calls.
 *
 * @param at when it began, epoch milliseconds
 * @param records records returned so far
 */
record Run(long at, long records) {}
