package io.leakwatch.console.feed;

import com.google.common.hash.Hashing;
import io.leakwatch.console.store.Projection;
import io.leakwatch.console.store.StoreFault;
import io.leakwatch.detection.words.Shown;
import io.leakwatch.local.Reason;
import io.leakwatch.local.kafka.AlertVersions;
import io.leakwatch.pipeline.json.JsonFault;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Control;
import io.leakwatch.schemas.ControlStatus;
import io.leakwatch.schemas.DeadLetter;
import io.leakwatch.schemas.Suppression;
import io.leakwatch.schemas.Triage;
import io.leakwatch.schemas.TriageAction;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads one record, and puts what it says into the projection. For one thread. */
final class RecordReader {

  private final boolean alertsAreJson;
  private final BinaryMessageDecoder<Alert> alerts = AlertVersions.decoder();
  private final BinaryMessageDecoder<Triage> states = Triage.getDecoder();
  private final BinaryMessageDecoder<TriageAction> actions = TriageAction.getDecoder();
  private final BinaryMessageDecoder<Suppression> suppressions = Suppression.getDecoder();
  private final BinaryMessageDecoder<Control> controls = Control.getDecoder();
  private final BinaryMessageDecoder<ControlStatus> answers = ControlStatus.getDecoder();
  private final BinaryMessageDecoder<DeadLetter> letters = DeadLetter.getDecoder();

  RecordReader(KafkaOptions kafka) {
    TrustedSchemas.trust();
    alertsAreJson = kafka.get(KafkaOptions.ALERTS_FORMAT).equals("json");
  }

  /** Reads it; says whether it could. */
  boolean read(
      ConsoleTopic topic, ConsumerRecord<byte[], byte[]> record, Projection to, Effects effects) {
    if (record.value() == null) {
      forget(topic, record, to, effects);
      return true;
    }
    try {
      decode(topic, record, to, effects);
      effects.parts.add(topic.part());
      return true;
    } catch (StoreFault fault) {
      throw fault;
    } catch (JsonFault | IOException | RuntimeException | OutOfMemoryError fault) {
      // Avro makes room for as many things as damaged bytes say that there are.
      to.fault(record.topic(), record.partition(), record.offset(), Shown.text(Reason.of(fault)));
      effects.parts.add("health");
      return false;
    }
  }

  /**
   * One without a value asks a compacted topic to forget an earlier one. Alerts are kept: the topic
   * of all revisions still has them, and order between topics must not matter.
   */
  private static void forget(
      ConsoleTopic topic, ConsumerRecord<byte[], byte[]> record, Projection to, Effects effects) {
    boolean isCommand = topic == ConsoleTopic.SUPPRESSIONS || topic == ConsoleTopic.CONTROL;
    if (isCommand && record.key() != null) {
      to.forgetCommand(
          topic == ConsoleTopic.CONTROL ? Projection.CONTROL : Projection.SUPPRESSION,
          new String(record.key(), StandardCharsets.UTF_8));
      effects.parts.add(topic.part());
    }
  }

  private void decode(
      ConsoleTopic topic, ConsumerRecord<byte[], byte[]> record, Projection to, Effects effects)
      throws IOException, JsonFault {
    byte[] value = record.value();
    switch (topic) {
      case ALERTS, ALERTS_HISTORY -> {
        Alert alert =
            topic == ConsoleTopic.ALERTS && alertsAreJson
                ? JsonRecords.read(value, Alert.class)
                : alerts.decode(value);
        long mark = Hashing.farmHashFingerprint64().hashBytes(value).asLong();
        to.alert(alert, mark, record.timestamp());
        effects.alert(alert.getAlertId());
      }
      case TRIAGE -> {
        Triage state = states.decode(value);
        to.state(state);
        effects.alert(state.getAlertId());
      }
      case TRIAGE_LOG -> action(actions.decode(value), record, to, effects);
      case SUPPRESSIONS -> {
        Suppression each = suppressions.decode(value);
        to.suppression(each);
        effects.outcomes.put(Awaited.command(each.getSuppressionId(), each.getRevision()), true);
      }
      case CONTROL -> {
        Control each = controls.decode(value);
        to.control(each);
        effects.outcomes.put(Awaited.command(each.getControlId(), each.getRevision()), true);
      }
      case CONTROL_STATUS -> {
        to.answer(answers.decode(value));
        effects.parts.add("control");
      }
      case DEAD_LETTERS ->
          to.deadLetter(letters.decode(value), record.partition(), record.offset());
    }
  }

  private static void action(
      TriageAction action, ConsumerRecord<byte[], byte[]> record, Projection to, Effects effects) {
    boolean counts = to.action(action, record.partition(), record.offset());
    effects.outcomes.put(Awaited.action(action.getActionId()), counts);
    if (action.getAlertId() != null) {
      effects.alert(action.getAlertId());
    }
    if (action.getView() != null) {
      effects.parts.add("views");
    }
  }
}
