/** What the console knows: a projection of Kafka's topics in SQLite, and questions to it. */
package io.leakwatch.console.store;
