package io.leakwatch.pipeline;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * One event of a case, and what it should raise.
 *
 * @param at epoch milliseconds
 * @param expected in the order of revisions; empty for nothing
 */
public record CaseEvent(long at, SpecificRecord event, List<ExpectedAlert> expected) {}
