/** The console's JSON, under {@code /api/}: what is known about alerts, and what is decided. */
package io.leakwatch.console.api;
