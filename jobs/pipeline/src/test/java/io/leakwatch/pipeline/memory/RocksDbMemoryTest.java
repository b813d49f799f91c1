package io.leakwatch.pipeline.memory;

import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;

class RocksDbMemoryTest extends MemoryContract {

  @Override
  StateBackend backend() {
    return new EmbeddedRocksDBStateBackend();
  }
}
