package io.leakwatch.console.feed;

import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.pipeline.kafka.NewTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** Makes the topics of decisions where they are missing, if the brokers allow it. */
record MissingTopics(KafkaOptions kafka, Admin admin) {

  /**
   * Makes what is missing; says in words what is still missing and what to do, null for nothing.
   */
  String make(List<ConsoleTopic> missing) throws InterruptedException {
    List<String> left = new ArrayList<>(missing.stream().map(each -> each.nameIn(kafka)).toList());
    List<String> ours = NewTopics.madeAnyway(kafka, left);
    List<String> words = new ArrayList<>();
    try {
      NewTopics.create(admin, kafka, ours, KafkaClients.PATIENCE);
    } catch (ExecutionException fault) {
      words.add(
          "the brokers do not let topics be made (%s); make them: %s"
              .formatted(fault.getCause().getMessage(), NewTopics.byHand(kafka, ours)));
    } catch (TimeoutException fault) {
      words.add("the brokers do not answer whether topics were made: " + String.join(", ", ours));
    }
    left.removeAll(ours);
    if (!left.isEmpty()) {
      words.add(
          "there is no topic %s yet; the job writes to it, start it or look whether the name is right"
              .formatted(String.join(", ", left)));
    }
    return words.isEmpty() ? null : String.join("; ", words);
  }
}
