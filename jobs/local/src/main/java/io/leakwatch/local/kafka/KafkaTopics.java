package io.leakwatch.local.kafka;

import io.leakwatch.local.CommandFault;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.pipeline.kafka.NewTopics;
import io.leakwatch.pipeline.kafka.SourceOptions;
import io.leakwatch.schemas.EventKind;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.RetriableException;

/** The topics a job reads and writes. */
public final class KafkaTopics {

  private static final String IF_UNKNOWN =
      "create what is missing, set other names under kafka.topics, or have them made with"
          + " kafka.create-topics: true";

  /** The controller has made a topic a moment before all brokers know of it. */
  private static final int LOOKS_FOR_TOPIC = 100;

  private static final long LOOK_EVERY_MILLIS = 100;

  private KafkaTopics() {}

  /** Those it reads. */
  public static List<String> read(KafkaOptions kafka) {
    return Arrays.stream(EventKind.values())
        .map(kafka::topic)
        .filter(topic -> !topic.isEmpty())
        .toList();
  }

  /** Those it reads, each with how its events are written. */
  public static List<String> described(KafkaOptions kafka) {
    return Arrays.stream(EventKind.values())
        .filter(kind -> !kafka.topic(kind).isEmpty())
        .map(kind -> SourceOptions.words(kind, kafka))
        .toList();
  }

  /**
   * Asks the brokers for all topics and for the rights that the job needs, so that what is wrong is
   * reported soon and in words, not by a job that tries again for ever.
   *
   * @throws CommandFault if no broker answers or lets the job in, or a topic or a right is missing
   */
  public static void check(KafkaOptions kafka) throws InterruptedException {
    check(kafka, Brokers.Patience.USUAL);
  }

  static void check(KafkaOptions kafka, Brokers.Patience patience) throws InterruptedException {
    try (Brokers brokers = Brokers.of(kafka, patience)) {
      Rights rights = new Rights(brokers);
      rights.topics(needed(kafka));
      List<String> made = made(rights.unknown(), kafka);
      if (!made.isEmpty()) {
        rights = created(rights, made, brokers, kafka, patience);
      } else {
        rights.leaveOut(NewTopics.madeAnyway(kafka, rights.unknown()));
      }
      rights.require(kafka, IF_UNKNOWN);
      rights.group(kafka.get(KafkaOptions.GROUP_ID));
      if (kafka.isExactlyOnce()) {
        rights.transactions(kafka.transactionsOf(kafka.get(KafkaOptions.ALERTS_TOPIC)));
        rights.transactions(kafka.transactionsOf(kafka.get(KafkaOptions.DEAD_LETTERS_TOPIC)));
      }
      rights.require(kafka, IF_UNKNOWN);
    } catch (ExecutionException fault) {
      throw new CommandFault(Refusal.words(fault.getCause(), kafka), fault);
    }
  }

  /**
   * Asks the brokers for topics that somebody is about to publish to.
   *
   * @throws CommandFault if no broker answers, or a topic or the right to write there is missing
   */
  public static void checkWritable(KafkaOptions kafka, Collection<String> topics)
      throws InterruptedException {
    try (Brokers brokers = Brokers.of(kafka, Brokers.Patience.USUAL)) {
      Rights rights = new Rights(brokers);
      Map<String, List<AclOperation>> written = new HashMap<>();
      topics.forEach(topic -> written.put(topic, List.of(AclOperation.WRITE)));
      rights.topics(written);
      rights.require(kafka, "create what is missing");
    } catch (ExecutionException fault) {
      throw new CommandFault(Refusal.words(fault.getCause(), kafka), fault);
    }
  }

  /** Those of the missing ones that are to be made; none where others have to be made first. */
  private static List<String> made(List<String> unknown, KafkaOptions kafka) {
    List<String> anyway = NewTopics.madeAnyway(kafka, unknown);
    return kafka.get(KafkaOptions.CREATE_TOPICS)
        ? unknown
        : anyway.size() == unknown.size() ? anyway : List.of();
  }

  /** What is to be said once topics that were unknown were made, and are known. */
  private static Rights created(
      Rights before,
      List<String> made,
      Brokers brokers,
      KafkaOptions kafka,
      Brokers.Patience patience)
      throws ExecutionException, InterruptedException {
    Rights now = before;
    try {
      create(made, brokers, kafka, patience);
      for (int look = 0; look < LOOKS_FOR_TOPIC && !now.unknown().isEmpty(); look++) {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        now = new Rights(brokers);
        now.topics(needed(kafka));
      }
      return now;
    } catch (TimeoutException fault) {
      throw new CommandFault(
          "no topic %s at %s, and it was not made within %d s; try again, or create it yourself"
              .formatted(
                  String.join(", ", before.unknown()),
                  Brokers.servers(kafka),
                  patience.inAll().toSeconds()),
          fault);
    }
  }

  private static void create(
      List<String> made, Brokers brokers, KafkaOptions kafka, Brokers.Patience patience)
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      NewTopics.create(brokers.admin(), kafka, made, patience.inAll());
    } catch (ExecutionException fault) {
      List<String> anyway = NewTopics.madeAnyway(kafka, made);
      if (kafka.get(KafkaOptions.CREATE_TOPICS) || fault.getCause() instanceof RetriableException) {
        throw fault;
      }
      throw new CommandFault(
          "cannot make topics at %s: %s; grant Create on them, or make them yourself: %s"
              .formatted(
                  Brokers.servers(kafka),
                  fault.getCause().getMessage(),
                  NewTopics.byHand(kafka, anyway)),
          fault);
    }
  }

  /**
   * What tells the cluster from all others, under whatever names its brokers are reached.
   *
   * @throws CommandFault if no broker answers
   */
  public static String clusterId(KafkaOptions kafka) throws InterruptedException {
    try (Brokers brokers = Brokers.of(kafka, Brokers.Patience.USUAL)) {
      return brokers.answer(brokers.admin().describeCluster().clusterId());
    } catch (ExecutionException fault) {
      throw new CommandFault(Refusal.words(fault.getCause(), kafka), fault);
    }
  }

  /** What the job does with each topic. Whoever seals a transaction looks for open ones first. */
  private static Map<String, List<AclOperation>> needed(KafkaOptions kafka) {
    Map<String, List<AclOperation>> needed = new HashMap<>();
    read(kafka).forEach(topic -> needed.put(topic, List.of(AclOperation.READ)));
    List<AclOperation> written =
        kafka.isExactlyOnce()
            ? List.of(AclOperation.READ, AclOperation.WRITE)
            : List.of(AclOperation.WRITE);
    needed.put(kafka.get(KafkaOptions.ALERTS_TOPIC), written);
    needed.put(kafka.get(KafkaOptions.DEAD_LETTERS_TOPIC), written);
    needed.put(kafka.get(KafkaOptions.ALERTS_HISTORY_TOPIC), written);
    needed.put(kafka.get(KafkaOptions.SUPPRESSIONS_TOPIC), List.of(AclOperation.READ));
    needed.put(kafka.get(KafkaOptions.CONTROL_TOPIC), List.of(AclOperation.READ));
    needed.put(kafka.get(KafkaOptions.CONTROL_STATUS_TOPIC), List.of(AclOperation.WRITE));
    needed.remove("");
    return needed;
  }
}
