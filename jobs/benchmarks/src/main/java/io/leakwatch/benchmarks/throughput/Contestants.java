package io.leakwatch.benchmarks.throughput;

import io.leakwatch.benchmarks.ceilings.FlinkDecode;
import io.leakwatch.benchmarks.ceilings.KafkaDecode;
import io.leakwatch.benchmarks.ceilings.KafkaRead;
import io.leakwatch.benchmarks.contest.Contestant;
import io.leakwatch.benchmarks.grounds.Ground;
import io.leakwatch.benchmarks.ours.DetectionRun;
import io.leakwatch.benchmarks.rivals.cep.TextbookCep;
import io.leakwatch.benchmarks.rivals.cep.TunedCep;
import io.leakwatch.benchmarks.rivals.esper.EsperStatements;
import io.leakwatch.benchmarks.rivals.streams.StreamsTopology;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Everybody who can be measured, by name, in the order of the table. */
public final class Contestants {

  private record Entry(Supplier<Contestant> contestant, Ground ground) {}

  private static final Map<String, Entry> ALL = new LinkedHashMap<>();

  static {
    add("kafka-read", KafkaRead::new, Ground.PEOPLE);
    add("kafka-decode", KafkaDecode::new, Ground.PEOPLE);
    add("flink-decode", FlinkDecode::new, Ground.PEOPLE);
    add("leakwatch", () -> DetectionRun.ofAll("heap"), Ground.PEOPLE);
    add("leakwatch-rocksdb", () -> DetectionRun.ofAll("rocksdb"), Ground.PEOPLE);
    add("leakwatch-3", DetectionRun::ofNamed, Ground.PEOPLE);
    add("textbook-cep", TextbookCep::new, Ground.FEW_PEOPLE);
    add("cep-tuned", TunedCep::new, Ground.PEOPLE);
    add("esper", EsperStatements::new, Ground.PEOPLE);
    add("kafka-streams", StreamsTopology::atLeastOnce, Ground.PEOPLE);
    add("kafka-streams-exactly-once", StreamsTopology::exactlyOnce, Ground.PEOPLE);
    add("leakwatch-uniform", () -> DetectionRun.ofAll("heap"), Ground.EVEN);
    add("leakwatch-hot-key", () -> DetectionRun.ofAll("heap"), Ground.HOT);
    add("leakwatch-1e4-keys", () -> DetectionRun.ofAll("heap"), Ground.TEN_THOUSAND_KEYS);
    add("leakwatch-1e5-keys", () -> DetectionRun.ofAll("heap"), Ground.HUNDRED_THOUSAND_KEYS);
    add("leakwatch-1e6-keys", () -> DetectionRun.ofAll("heap"), Ground.MILLION_KEYS);
    add("leakwatch-1e7-keys", () -> DetectionRun.ofAll("heap"), Ground.TEN_MILLION_KEYS);
  }

  private static void add(String name, Supplier<Contestant> contestant, Ground ground) {
    ALL.put(name, new Entry(contestant, ground));
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
    return entry(name).contestant().get();
  }

  /** The name of the real job with a state backend, as in the option {@code state.backend}. */
  public static String leakwatchWith(String stateBackend) {
    return stateBackend.equals("heap") ? "leakwatch" : "leakwatch-" + stateBackend;
  }

  /** What it is measured on. */
  static Ground groundOf(String name) {
    return entry(name).ground();
  }

  private static Entry entry(String name) {
    Entry entry = ALL.get(name);
    if (entry == null) {
      throw new IllegalArgumentException(
          "no contestant " + name + "; there are " + String.join(", ", names()));
    }
    return entry;
  }
}
