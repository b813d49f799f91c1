/** The analysts' page: reads alerts, writes decisions. Kafka is its memory. */
package io.leakwatch.console;
