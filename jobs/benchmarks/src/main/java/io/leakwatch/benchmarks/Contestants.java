package io.leakwatch.benchmarks;

import io.leakwatch.benchmarks.ceilings.FlinkDecode;
import io.leakwatch.benchmarks.ceilings.KafkaDecode;
import io.leakwatch.benchmarks.ceilings.KafkaRead;
import io.leakwatch.benchmarks.cep.TextbookCep;
import io.leakwatch.benchmarks.cep.TunedCep;
import io.leakwatch.benchmarks.esper.EsperStatements;
import io.leakwatch.benchmarks.ours.DetectionRun;
import io.leakwatch.benchmarks.streams.StreamsTopology;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Everybody who can be measured, by name, in the order of the table. */
public final class Contestants {

  private static final Map<String, Supplier<Contestant>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("kafka-read", KafkaRead::new);
    ALL.put("kafka-decode", KafkaDecode::new);
    ALL.put("flink-decode", FlinkDecode::new);
    ALL.put("leakwatch", () -> DetectionRun.ofAll("heap"));
    ALL.put("leakwatch-rocksdb", () -> DetectionRun.ofAll("rocksdb"));
    ALL.put("leakwatch-3", DetectionRun::ofNamed);
    ALL.put("textbook-cep", TextbookCep::new);
    ALL.put("cep-tuned", TunedCep::new);
    ALL.put("esper", EsperStatements::new);
    ALL.put("kafka-streams", StreamsTopology::new);
  }

  private Contestants() {}

  /** All names. */
  public static Set<String> names() {
    return ALL.keySet();
  }

  /**
   * A contestant, new.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Contestant byName(String name) {
    Supplier<Contestant> contestant = ALL.get(name);
    if (contestant == null) {
      throw new IllegalArgumentException(
          "no contestant " + name + "; there are " + String.join(", ", names()));
    }
    return contestant.get();
  }
}
