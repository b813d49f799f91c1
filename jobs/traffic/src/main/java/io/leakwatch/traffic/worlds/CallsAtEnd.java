package io.leakwatch.traffic.worlds;

import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.traffic.SimulatedEvent;
import java.util.function.Consumer;

/**
 * A call is one record, of the time when it was over. It says whether masking was asked for when
 * the call was set up, because its way was chosen then.
 */
final class CallsAtEnd implements Scribe {

  private final OpenCalls calls = new OpenCalls();

  @Override
  public void see(SimulatedEvent event, Consumer<SimulatedEvent> written) {
    if (event.record() instanceof DmMetadataEvent dm) {
      if (dm.getKind() == DmKind.CALL_STARTED) {
        calls.begin(dm);
        return;
      }
      if (dm.getKind() == DmKind.CALL_ENDED) {
        DmMetadataEvent start = calls.end(dm);
        dm.put(
            "relay_requested", start == null ? dm.getRelayRequested() : start.getRelayRequested());
      }
    }
    written.accept(event);
  }
}
