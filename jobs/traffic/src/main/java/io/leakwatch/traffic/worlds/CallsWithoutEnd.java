package io.leakwatch.traffic.worlds;

import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.traffic.SimulatedEvent;
import java.util.function.Consumer;

/** A call is written when it begins, and never again. */
final class CallsWithoutEnd implements Scribe {

  @Override
  public void see(SimulatedEvent event, Consumer<SimulatedEvent> written) {
    if (event.record() instanceof DmMetadataEvent dm && dm.getKind() == DmKind.CALL_ENDED) {
      return;
    }
    written.accept(event);
  }
}
