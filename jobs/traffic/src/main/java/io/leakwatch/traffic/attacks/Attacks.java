package io.leakwatch.traffic.attacks;

import java.util.List;

/** Every kind of attack that the simulator knows, sorted by the detector that ought to find it. */
public final class Attacks {

  public static final List<Attack> ALL =
      List.of(
          new AccountTakeover(), //
          new BruteForce(), //
          new CallIpHarvesting(), //
          new ContactProbing(), //
          new CredentialStuffing(), //
          new DistributedStuffing(), //
          new DmMetadataSiphon(), //
          new EncryptionDowngrade(), //
          new ExcessiveAppAccess(), //
          new ImpossibleTravel(), //
          new MassScraping(), //
          new MfaFatigue(), //
          new MissingRateLimit(), //
          new PasswordSpraying(), //
          new PublicObjectExposure(), //
          new ResetTakeover(), //
          new RetentionViolation(), //
          new ScheduledExport(), //
          new SessionHijack(), //
          new SpamCalls(), //
          new UnmaskedCall(), //
          new UnscopedAccess() //
          );

  private Attacks() {}
}
