package io.leakwatch.detectors;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detectors.accounttakeover.AccountTakeover;
import io.leakwatch.detectors.credentialstuffing.CredentialStuffing;
import io.leakwatch.detectors.impossibletravel.ImpossibleTravel;
import io.leakwatch.detectors.massscraping.MassScraping;
import io.leakwatch.detectors.mfafatigue.MfaFatigue;
import io.leakwatch.detectors.resettakeover.ResetTakeover;
import io.leakwatch.detectors.sessionhijack.SessionHijack;
import java.util.List;
import java.util.Optional;

/** The catalogue: every detector there is, sorted by id, one line each. */
public final class Detectors {

  public static final List<DetectorType> ALL =
      List.of(
          AccountTakeover.TYPE, //
          CredentialStuffing.TYPE, //
          ImpossibleTravel.TYPE, //
          MassScraping.TYPE, //
          MfaFatigue.TYPE, //
          ResetTakeover.TYPE, //
          SessionHijack.TYPE //
          );

  private Detectors() {}

  /** The detector with the given id, if there is one. */
  public static Optional<DetectorType> byId(String id) {
    return ALL.stream().filter(type -> type.id().equals(id)).findFirst();
  }
}
