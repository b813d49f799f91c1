package io.leakwatch.pipeline.memory;

import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;

class HeapMemoryTest extends MemoryContract {

  @Override
  StateBackend backend() {
    return new HashMapStateBackend();
  }
}
