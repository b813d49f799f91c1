package io.leakwatch.pipeline.formats;

import io.leakwatch.pipeline.json.JsonTree;

/** How values are written that a mapping makes events of: as trees. */
interface TreeFormat {

  /**
   * Reads one.
   *
   * @param value not null
   * @throws NoTree if it is none
   */
  JsonTree read(byte[] value) throws NoTree;
}
