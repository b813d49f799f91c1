package io.leakwatch.pipeline.types;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * "Serializer" of what is handed from one operator to the next inside a task and never leaves it.
 * Writing bytes for it would be code that no run of the job ever executes.
 */
public final class InTask<T> extends ImmutableSerializer<T> {

  public static <T> ChosenType<T> type(Class<T> type) {
    return ChosenType.of(type, InTask::new);
  }

  @Override
  public void serialize(T value, DataOutputView out) {
    throw neverLeaves(value.getClass().getSimpleName());
  }

  @Override
  public T deserialize(DataInputView in) throws IOException {
    throw neverLeaves("a value");
  }

  private static IllegalStateException neverLeaves(String what) {
    return new IllegalStateException(
        what
            + " is handed on inside a task: decode, admit and route must stay chained;"
            + " leave pipeline.operator-chaining.enabled on");
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    throw neverLeaves("a value");
  }
}
