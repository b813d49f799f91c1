package io.leakwatch.traffic.worlds;

import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.People;
import java.util.function.Consumer;

/** A geo database that knows countries only: every position is the middle of one. */
final class CoarsePositions implements Scribe {

  private final Networks networks = new Networks(People.ORDINARY);

  @Override
  public void see(SimulatedEvent event, Consumer<SimulatedEvent> written) {
    if (event.record() instanceof LoginEvent login && login.getGeo() != null) {
      login.put("geo", networks.ofCountry(login.getGeo().getCountry()));
    }
    written.accept(event);
  }
}
