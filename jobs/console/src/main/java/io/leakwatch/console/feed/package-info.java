/** Reads Kafka's topics into the console's store, and writes decisions to them. */
package io.leakwatch.console.feed;
