package io.leakwatch.local.kafka;

import io.leakwatch.local.CommandFault;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.pipeline.kafka.NewTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Whether the brokers have the topics that are needed, and let their user do what has to be done
 * with them: found out without doing it.
 */
final class Rights {

  private final Brokers brokers;
  private final List<String> unknown = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> topicsOfMissing = new ArrayList<>();

  Rights(Brokers brokers) {
    this.brokers = brokers;
  }

  /**
   * Asks for topics.
   *
   * @param needed what has to be done with each
   */
  void topics(Map<String, List<AclOperation>> needed)
      throws ExecutionException, InterruptedException {
    Map<String, KafkaFuture<TopicDescription>> answers =
        brokers
            .admin()
            .describeTopics(
                needed.keySet(), new DescribeTopicsOptions().includeAuthorizedOperations(true))
            .topicNameValues();
    for (Map.Entry<String, List<AclOperation>> topic : new TreeMap<>(needed).entrySet()) {
      try {
        Set<AclOperation> granted =
            brokers.answer(answers.get(topic.getKey())).authorizedOperations();
        topic.getValue().stream()
            // Brokers before Kafka 2.3 do not say.
            .filter(right -> granted != null && !granted.contains(right))
            .forEach(right -> missingOn(topic.getKey(), right));
      } catch (ExecutionException fault) {
        if (fault.getCause() instanceof UnknownTopicOrPartitionException) {
          unknown.add(topic.getKey());
        } else if (fault.getCause() instanceof TopicAuthorizationException) {
          topic.getValue().forEach(right -> missingOn(topic.getKey(), right));
        } else {
          throw fault;
        }
      }
    }
  }

  /** Topics that there are not. */
  List<String> unknown() {
    return unknown;
  }

  /** Says nothing about topics that there are not, but that will be made. */
  void leaveOut(List<String> topics) {
    unknown.removeAll(topics);
  }

  /** Asks for the group under which offsets are committed. */
  void group(String id) throws InterruptedException {
    try {
      ConsumerGroupDescription group =
          brokers.answer(
              brokers
                  .admin()
                  .describeConsumerGroups(
                      List.of(id),
                      new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                  .describedGroups()
                  .get(id));
      Set<AclOperation> granted = group.authorizedOperations();
      if (granted != null && !granted.contains(AclOperation.READ)) {
        missing(AclOperation.READ, "group " + id);
      }
    } catch (ExecutionException fault) {
      if (fault.getCause() instanceof GroupAuthorizationException) {
        missing(AclOperation.READ, "group " + id);
      }
      // There need not be such a group yet.
    }
  }

  /**
   * Asks for transactions.
   *
   * @param prefix with which their ids begin
   */
  void transactions(String prefix) throws InterruptedException {
    String any = prefix + "-0";
    try {
      brokers.answer(brokers.admin().describeTransactions(List.of(any)).description(any));
    } catch (ExecutionException fault) {
      if (fault.getCause() instanceof TransactionalIdAuthorizationException) {
        missing(AclOperation.WRITE, "transactional ids that begin with " + prefix);
      }
      // There is no such transaction: but its user may ask.
    }
  }

  private void missingOn(String topic, AclOperation right) {
    topicsOfMissing.add(topic);
    missing(right, "topic " + topic);
  }

  private void missing(AclOperation right, String on) {
    String name = right == AclOperation.READ ? "Read" : "Write";
    missing.add(name + " " + on);
  }

  /**
   * Says what was found.
   *
   * @param ifUnknown what to do about a topic that there is not
   * @throws CommandFault if something is missing
   */
  void require(KafkaOptions kafka, String ifUnknown) {
    if (!unknown.isEmpty()) {
      throw new CommandFault(
          "no topic %s at %s; %s"
              .formatted(String.join(", ", unknown), Brokers.servers(kafka), ifUnknown));
    }
    if (!missing.isEmpty()) {
      String ofDecisions = NewTopics.byHand(kafka, topicsOfMissing);
      throw new CommandFault(
          Refusal.missing(String.join(", ", missing), Brokers.servers(kafka))
              + (ofDecisions.isEmpty()
                  ? ""
                  : "; where there is no such topic yet: " + ofDecisions));
    }
  }
}
