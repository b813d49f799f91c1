package io.leakwatch.pipeline;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.pipeline.kafka.Transactions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The one configuration file: YAML, nested or with dotted keys, whatever reads better. It may hold
 * the console's keys, too.
 *
 * @param job the job's options and its detectors'
 * @param kafka which Kafka
 * @param runtime how Flink runs it
 */
public record JobConfig(JobOptions job, KafkaOptions kafka, RuntimeOptions runtime) {

  private static final String DETECTORS = "detectors.";
  private static final String KAFKA_PROPERTIES = "kafka.properties.";

  /** Everything as it is by default. */
  public static JobConfig defaults() {
    return parse(Map.of(), false, System::getenv);
  }

  /**
   * Reads a configuration file.
   *
   * @throws IOException if the file cannot be read
   * @throws ConfigurationFault if it holds faults; all of them are in the message
   */
  public static JobConfig read(Path file) throws IOException {
    return read(file, false);
  }

  /**
   * Likewise, for a job between the topics of a Kafka: what it cannot do without has to be there.
   *
   * @throws IOException if the file cannot be read
   * @throws ConfigurationFault if it holds faults; all of them are in the message
   */
  public static JobConfig readForKafka(Path file) throws IOException {
    return read(file, true);
  }

  private static JobConfig read(Path file, boolean needsKafka) throws IOException {
    return read(file, needsKafka, System::getenv);
  }

  /** Likewise, among environment variables of one's own. */
  static JobConfig read(Path file, boolean needsKafka, UnaryOperator<String> environment)
      throws IOException {
    Map<String, Object> keys = ConfigKeys.read(file, JobConfig::isSection);
    ConfigKeys.take(keys, ConfigKeys.CONSOLE);
    return parse(keys, needsKafka, environment);
  }

  /** Whether keys begin with this one: an empty section says nothing, and is no mistake. */
  private static boolean isSection(String key) {
    return Stream.concat(
            Stream.of(KAFKA_PROPERTIES, ConfigKeys.CONSOLE),
            Stream.concat(
                Stream.of(JobOptions.ALL, KafkaOptions.ALL, RuntimeOptions.ALL)
                    .flatMap(List::stream)
                    .map(Option::name),
                Detectors.ALL.stream().map(type -> DETECTORS + type.id() + ".")))
        .anyMatch(name -> name.startsWith(key + "."));
  }

  private static JobConfig parse(
      Map<String, Object> flat, boolean needsKafka, UnaryOperator<String> environment) {
    List<String> faults = new ArrayList<>();
    References references = new References(environment, faults::add);
    Map<String, Object> rest = new LinkedHashMap<>(flat);
    rest.replaceAll(references::resolved);
    Map<String, String> kafkaProperties = new LinkedHashMap<>();
    ConfigKeys.take(rest, KAFKA_PROPERTIES)
        .forEach((key, value) -> kafkaProperties.put(key, String.valueOf(value)));
    List<Armed> armed = armed(ConfigKeys.take(rest, DETECTORS), faults);

    List<Option<?>> all =
        Stream.of(JobOptions.ALL, KafkaOptions.ALL, RuntimeOptions.ALL)
            .<Option<?>>flatMap(List::stream)
            .toList();
    Settings settings = Settings.of(all, "", rest, faults::add);
    KafkaOptions kafka = new KafkaOptions(settings, kafkaProperties);
    RuntimeOptions runtime = new RuntimeOptions(settings);
    if (needsKafka) {
      faults.addAll(kafka.faults());
      faults.addAll(JobOptions.faults(settings));
      faults.addAll(
          Transactions.faults(
              kafka,
              settings.get(RuntimeOptions.CHECKPOINT_INTERVAL),
              settings.get(RuntimeOptions.CHECKPOINT_TIMEOUT)));
    }
    if (!faults.isEmpty()) {
      throw new ConfigurationFault(faults.stream().map(references::hidden).toList());
    }
    return new JobConfig(new JobOptions(settings, armed), kafka, runtime);
  }

  private static List<Armed> armed(Map<String, Object> keys, List<String> faults) {
    List<Armed> armed = new ArrayList<>();
    for (DetectorType type : Detectors.ALL) {
      Map<String, Object> own = ConfigKeys.take(keys, type.id() + ".");
      armed.add(
          type.armed(Settings.of(type.options(), DETECTORS + type.id() + ".", own, faults::add)));
    }
    keys.keySet()
        .forEach(
            key ->
                faults.add(
                    DETECTORS
                        + key
                        + ": no such detector; there are "
                        + String.join(
                            ", ", Detectors.ALL.stream().map(DetectorType::id).toList())));
    return armed;
  }
}
