package io.leakwatch.detectors;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detectors.accounttakeover.AccountTakeover;
import io.leakwatch.detectors.bruteforce.BruteForce;
import io.leakwatch.detectors.callipharvesting.CallIpHarvesting;
import io.leakwatch.detectors.contactprobing.ContactProbing;
import io.leakwatch.detectors.credentialstuffing.CredentialStuffing;
import io.leakwatch.detectors.distributedstuffing.DistributedStuffing;
import io.leakwatch.detectors.dmmetadatasiphon.DmMetadataSiphon;
import io.leakwatch.detectors.encryptiondowngrade.EncryptionDowngrade;
import io.leakwatch.detectors.excessiveappaccess.ExcessiveAppAccess;
import io.leakwatch.detectors.impossibletravel.ImpossibleTravel;
import io.leakwatch.detectors.massscraping.MassScraping;
import io.leakwatch.detectors.mfafatigue.MfaFatigue;
import io.leakwatch.detectors.missingratelimit.MissingRateLimit;
import io.leakwatch.detectors.passwordspraying.PasswordSpraying;
import io.leakwatch.detectors.publicobjectexposure.PublicObjectExposure;
import io.leakwatch.detectors.resettakeover.ResetTakeover;
import io.leakwatch.detectors.retentionviolation.RetentionViolation;
import io.leakwatch.detectors.scheduledexport.ScheduledExport;
import io.leakwatch.detectors.sessionhijack.SessionHijack;
import io.leakwatch.detectors.spamcalls.SpamCalls;
import io.leakwatch.detectors.unmaskedcall.UnmaskedCall;
import io.leakwatch.detectors.unscopedaccess.UnscopedAccess;
import java.util.List;
import java.util.Optional;

/** The catalogue: every detector there is, sorted by id, one line each. */
public final class Detectors {

  public static final List<DetectorType> ALL =
      List.of(
          AccountTakeover.TYPE, //
          BruteForce.TYPE, //
          CallIpHarvesting.TYPE, //
          ContactProbing.TYPE, //
          CredentialStuffing.TYPE, //
          DistributedStuffing.TYPE, //
          DmMetadataSiphon.TYPE, //
          EncryptionDowngrade.TYPE, //
          ExcessiveAppAccess.TYPE, //
          ImpossibleTravel.TYPE, //
          MassScraping.TYPE, //
          MfaFatigue.TYPE, //
          MissingRateLimit.TYPE, //
          PasswordSpraying.TYPE, //
          PublicObjectExposure.TYPE, //
          ResetTakeover.TYPE, //
          RetentionViolation.TYPE, //
          ScheduledExport.TYPE, //
          SessionHijack.TYPE, //
          SpamCalls.TYPE, //
          UnmaskedCall.TYPE, //
          UnscopedAccess.TYPE //
          );

  private Detectors() {}

  /** The detector with the given id, if there is one. */
  public static Optional<DetectorType> byId(String id) {
    return ALL.stream().filter(type -> type.id().equals(id)).findFirst();
  }
}
