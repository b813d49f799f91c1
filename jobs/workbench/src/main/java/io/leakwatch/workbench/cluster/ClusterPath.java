package io.leakwatch.workbench.cluster;

import io.leakwatch.local.SameJvm;
import java.io.File;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The class path of a cluster's processes: what Flink's distribution has, of the jars that this JVM
 * runs on. Nothing of ours is on it, nor what the job's jar has to bring: Kafka's clients, Avro,
 * Jackson.
 */
public final class ClusterPath {

  private static final Pattern OF_FLINK =
      Pattern.compile(
          "(flink-(?!avro|connector-base|connector-kafka).*|async-profiler|commons-(cli|collections"
              + "|compress|io|lang3|math3|text)|frocksdbjni|javassist|jsr305|kryo|lz4-java|minlog"
              + "|objenesis|reflectasm|snakeyaml-engine|snappy-java"
              // Instead of the log4j that it has.
              + "|slf4j-api|logback-(classic|core))-\\d.*(?<!-tests)\\.jar");

  private ClusterPath() {}

  /** As the JVM's option says it. */
  public static String ofFlink() {
    return Arrays.stream(SameJvm.classPath().split(File.pathSeparator))
        .filter(each -> OF_FLINK.matcher(new File(each).getName()).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
