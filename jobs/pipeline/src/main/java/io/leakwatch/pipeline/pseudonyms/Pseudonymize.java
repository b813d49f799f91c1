package io.leakwatch.pipeline.pseudonyms;

import io.leakwatch.detection.activity.Activity;
import java.nio.file.Path;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * Replaces what names a person, before anything is routed or remembered. The key is read in each
 * task, so that it is no part of the job.
 */
public final class Pseudonymize extends RichMapFunction<Activity, Activity> {

  private final String keyFile;

  private transient Pseudonyms pseudonyms;

  /**
   * @param keyFile where the key lies on every task manager
   */
  public Pseudonymize(String keyFile) {
    this.keyFile = keyFile;
  }

  @Override
  public void open(OpenContext context) {
    pseudonyms = new Pseudonyms(PseudonymKey.read(Path.of(keyFile)));
  }

  @Override
  public Activity map(Activity activity) {
    return pseudonyms.of(activity);
  }
}
