package io.leakwatch.benchmarks.rivals.cep;

import io.leakwatch.schemas.SubjectType;

/**
 * What a completed pattern says.
 *
 * @param firstAt time of its first event, epoch milliseconds
 * @param lastAt time of its last event, epoch milliseconds
 */
public record Suspicion(
    String detectorId, SubjectType subjectType, String subjectId, long firstAt, long lastAt) {}
