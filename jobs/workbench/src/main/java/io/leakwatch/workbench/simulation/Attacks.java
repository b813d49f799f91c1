package io.leakwatch.workbench.simulation;

import java.util.List;

/** Every kind of attack that the simulator knows, sorted by the detector that ought to find it. */
final class Attacks {

  static final List<Attack> ALL =
      List.of(
          new AccountTakeover(), //
          new CallIpHarvesting(), //
          new ContactProbing(), //
          new CredentialStuffing(), //
          new DmMetadataSiphon(), //
          new EncryptionDowngrade(), //
          new ExcessiveAppAccess(), //
          new ImpossibleTravel(), //
          new MassScraping(), //
          new PublicObjectExposure(), //
          new RetentionViolation(), //
          new ScheduledExport(), //
          new SpamCalls(), //
          new UnmaskedCall(), //
          new UnscopedAccess() //
          );

  private Attacks() {}
}
