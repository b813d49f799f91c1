package io.leakwatch.local.replay;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.InstantiationUtil;

/**
 * Splits of a bounded source, and collections of them, as Java writes them: within one run of one
 * JVM there are no versions.
 *
 * @param <T> what is written; must be serializable
 */
public final class JavaBytes<T> implements SimpleVersionedSerializer<T> {

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(T value) throws IOException {
    return InstantiationUtil.serializeObject(value);
  }

  @Override
  public T deserialize(int version, byte[] bytes) throws IOException {
    try {
      return InstantiationUtil.deserializeObject(bytes, JavaBytes.class.getClassLoader());
    } catch (ClassNotFoundException fault) {
      throw new IOException("these bytes are no split of a source", fault);
    }
  }
}
