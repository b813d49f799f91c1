/** What analysts do about alerts: written to Kafka, and done once it was read back. */
package io.leakwatch.console.triage;
