package io.leakwatch.detectors.encryptiondowngrade;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.SignalBuilder;
import io.leakwatch.detection.Signals;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.Encryption;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A conversation that was end-to-end encrypted goes on with weaker messages. */
public final class EncryptionDowngrade implements Detector<Protection> {

  private static final int MIXED_FACTOR = 2;

  /** By how severe a run is, from 0. */
  private static final List<Severity> SEVERITIES =
      List.of(Severity.LOW, Severity.MEDIUM, Severity.HIGH);

  public static final DetectorType TYPE =
      new DetectorType(Options.PROFILE, Options.ALL, EncryptionDowngrade::new);

  private final Settings settings;
  private final int minEncrypted;
  private final int minWeaker;
  private final double minShare;
  private final Duration staysOpen;

  private EncryptionDowngrade(Settings settings) {
    this.settings = settings;
    this.minEncrypted = settings.get(Options.MIN_ENCRYPTED);
    this.minWeaker = settings.get(Options.MIN_WEAKER);
    this.minShare = settings.get(Options.MIN_WEAKER_SHARE);
    this.staysOpen = staysOpen();
  }

  // Sensor

  @Override
  public List<Watch<?, Protection>> watches() {
    // A conversation that never was encrypted is never remembered.
    return List.of(
        Watch.of(
            SubjectType.CONVERSATION,
            DmActivity.class,
            dm -> dm.kind() == DmKind.MESSAGE_SENT && dm.encryption() == Encryption.END_TO_END,
            (conversation, message, state, out) -> state.encrypted(message)),
        Watch.onlyIfRemembered(
            SubjectType.CONVERSATION,
            DmActivity.class,
            EncryptionDowngrade::isWeaker,
            this::weaker));
  }

  /** Not UNKNOWN: what was not noted is no evidence. */
  private static boolean isWeaker(DmActivity dm) {
    return dm.kind() == DmKind.MESSAGE_SENT
        && (dm.encryption() == Encryption.TRANSPORT || dm.encryption() == Encryption.NONE);
  }

  private void weaker(Entity conversation, DmActivity message, Protection state, Signals out) {
    if (state.timesEncrypted(message.at()) < minEncrypted) {
      return;
    }
    state.weaker(message);
    WeakerMessages run = state.weaker;
    if (run.count() < wanted(run) || (!isUnbroken(run) && run.share() < minShare)) {
      return;
    }
    int level = level(run);
    if (run.isDue(level)) {
      run.told(level);
      state.noticed(message);
      out.emit(signal(conversation, message, state, SEVERITIES.get(level)));
    }
  }

  /** Nobody has encrypted since it began, or at least not the one sender that all are from. */
  private static boolean isUnbroken(WeakerMessages run) {
    return run.isOneSendersClient() || run.encryptedSince() == 0;
  }

  /** A sender who encrypts in between has a key: then chance has to be ruled out. */
  private int wanted(WeakerMessages run) {
    return isUnbroken(run) ? minWeaker : MIXED_FACTOR * minWeaker;
  }

  /**
   * Without any protection it is more severe than with transport encryption. A newcomer without a
   * key, or one sender's client beside others that go on encrypting, makes it one step less severe.
   */
  private static int level(WeakerMessages run) {
    boolean milder =
        run.followsNewMember() || (run.isOneSendersClient() && run.encryptedSince() > 0);
    return (run.unprotected() > 0 ? 1 : 0) + (milder ? 0 : 1);
  }

  private Signal signal(
      Entity conversation, DmActivity message, Protection state, Severity severity) {
    long at = message.at();
    List<String> people = state.people.list(at);
    return signal(conversation, at, state, severity)
        .confidence(confidence(state, at))
        .because(conditions(state, at))
        .accounts(people, Math.max(people.size(), message.participants()))
        .build();
  }

  private SignalBuilder signal(Entity conversation, long at, Protection state, Severity severity) {
    WeakerMessages run = state.weaker;
    return Signal.of(profile().id(), severity.name(), conversation)
        .at(at)
        .since(run.firstAt())
        .because(
            Condition.figure("weaker messages in all", run.count(), "messages"),
            Condition.figure(
                "of those without any encryption in all", run.unprotected(), "messages"))
        .events(state.events.list(at))
        .accounts(state.people.list(at))
        .note(DowngradeWords.note(run, state.lastClient(at)))
        .amounting(state.story.extent(at));
  }

  /** More went out since the last signal, though not twice as many. */
  @Override
  public Optional<Signal> report(Entity conversation, Protection state, long at) {
    state.story.reported(at);
    Severity severity = SEVERITIES.get(state.weaker.toldLevel());
    return Optional.of(signal(conversation, at, state, severity).asReport().build());
  }

  /** Surer the longer it was encrypted and the more send weaker; a newcomer explains it. */
  private static int confidence(Protection state, long at) {
    WeakerMessages run = state.weaker;
    int confidence = 70;
    confidence += state.timesEncrypted(at) >= 10 ? 10 : 0;
    confidence += run.isFromSeveral() ? 10 : 0;
    confidence += run.encryptedSince() == 0 ? 5 : -10;
    confidence -= run.followsNewMember() ? 20 : 0;
    return confidence;
  }

  private List<Condition> conditions(Protection state, long at) {
    WeakerMessages run = state.weaker;
    List<Condition> conditions = new ArrayList<>();
    conditions.add(
        Condition.atLeast(
                "end-to-end encrypted messages within "
                    + Figures.of(settings.get(Options.REMEMBERED_FOR)),
                state.timesEncrypted(at),
                minEncrypted,
                "messages")
            .setBy(Options.MIN_ENCRYPTED));
    conditions.add(
        Condition.atLeast("weaker messages after them", run.count(), wanted(run), "messages")
            .setBy(Options.MIN_WEAKER));
    conditions.add(
        Condition.fact(
            "weakest protection of them",
            run.unprotected() > 0 ? "NONE" : "TRANSPORT",
            "TRANSPORT or NONE"));
    conditions.add(
        isUnbroken(run)
            ? Condition.fact(
                "encrypted messages of the same senders since", "none", "none, or the share")
            : Condition.atLeast(
                    "share of weaker messages since the first of them", run.share(), minShare, "")
                .setBy(Options.MIN_WEAKER_SHARE));
    return conditions;
  }

  /** As long as the run goes on. */
  @Override
  public Duration openFor() {
    return settings.get(Options.PAUSE);
  }

  // Words

  @Override
  public Optional<Finding> finding(Match match) {
    Signal signal = match.last();
    Severity severity = Severity.valueOf(signal.kind());
    return Optional.of(DowngradeWords.finding(match, severity));
  }

  // Identity and state

  @Override
  public DetectorProfile profile() {
    return TYPE.profile();
  }

  @Override
  public Protection newState() {
    return new Protection(
        settings.get(Options.REMEMBERED_FOR), settings.get(Options.PAUSE), staysOpen);
  }
}
