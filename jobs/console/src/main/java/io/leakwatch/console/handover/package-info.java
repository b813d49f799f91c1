/** Alerts that are sent on to other tools, by rules: at least once, signed, with patience. */
package io.leakwatch.console.handover;
