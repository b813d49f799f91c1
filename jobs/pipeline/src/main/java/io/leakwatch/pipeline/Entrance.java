package io.leakwatch.pipeline;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.pipeline.decode.Sources;
import io.leakwatch.pipeline.pseudonyms.Concealed;
import io.leakwatch.pipeline.pseudonyms.Pseudonymize;
import io.leakwatch.pipeline.types.InTask;
import io.leakwatch.schemas.DeadLetter;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SideOutputDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * What names persons is replaced behind the door, if that is wanted; else nothing is in the way.
 */
final class Entrance {

  private Entrance() {}

  /** Admitted activities as all further steps see them, in the same task. */
  static SingleOutputStreamOperator<Activity> pseudonymized(
      SingleOutputStreamOperator<Activity> admitted, Sources.Named source, JobOptions options) {
    if (options.pseudonymKeyFile().isEmpty()) {
      return admitted;
    }
    String name = "pseudonymize-" + source.name();
    return admitted
        .map(new Pseudonymize(options.pseudonymKeyFile()), InTask.type(Activity.class))
        .setParallelism(admitted.getParallelism())
        .name(name)
        .uid(name);
  }

  /** Dead letters of the door, likewise. */
  static DataStream<DeadLetter> concealed(
      SideOutputDataStream<DeadLetter> refused, Sources.Named source, JobOptions options) {
    if (options.pseudonymKeyFile().isEmpty()) {
      return refused;
    }
    String name = "conceal-" + source.name();
    return refused
        .map(new Concealed(), refused.getType())
        .setParallelism(refused.getParallelism())
        .name(name)
        .uid(name);
  }
}
