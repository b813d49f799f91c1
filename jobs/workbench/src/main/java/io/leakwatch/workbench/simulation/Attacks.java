package io.leakwatch.workbench.simulation;

import java.util.List;

/** Every kind of attack that the simulator knows, sorted by the detector that ought to find it. */
final class Attacks {

  static final List<Attack> ALL =
      List.of(
          new AccountTakeover(), //
          new CredentialStuffing(), //
          new ImpossibleTravel(),
          new MassScraping(),
          new MfaFatigue(),
          new ResetTakeover(),
          new SessionHijack());

  private Attacks() {}
}
