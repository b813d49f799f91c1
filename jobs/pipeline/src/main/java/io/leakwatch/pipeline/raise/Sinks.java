package io.leakwatch.pipeline.raise;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.DeadLetter;
import org.apache.flink.api.connector.sink2.Sink;

/** Where alerts and dead letters go. */
public record Sinks(Sink<Alert> alerts, Sink<DeadLetter> deadLetters) {}
