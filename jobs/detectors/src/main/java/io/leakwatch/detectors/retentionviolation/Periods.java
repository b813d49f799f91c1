package io.leakwatch.detectors.retentionviolation;

import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.Operation;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** How long each kind of record may be kept, and which of an answer is past its time. */
final class Periods {

  private static final long FOR_EVER = Long.MAX_VALUE;

  private final Map<Kind, Long> limits = new EnumMap<>(Kind.class);
  private final Set<String> historyClients;
  private final long shortest;

  Periods(Settings settings) {
    Options.LIMITS.forEach((kind, option) -> put(kind, settings.get(option)));
    historyClients = Set.copyOf(settings.get(Options.HISTORY_CLIENTS));
    shortest = limits.values().stream().mapToLong(limit -> limit).min().orElse(FOR_EVER);
  }

  private void put(Kind kind, Duration limit) {
    limits.put(kind, limit.isZero() ? FOR_EVER : limit.toMillis());
  }

  Duration limit(Kind kind) {
    return Duration.ofMillis(limits.get(kind));
  }

  /** The strictest limit's kind that the answer breaks; null if there is none. */
  Kind broken(ApiCall call) {
    long age = age(call.at(), call.oldestRecordAt());
    if (age <= shortest || !call.answered() || call.records() == 0 || isOwnArchive(call)) {
      return null;
    }
    boolean ownHistory = isOwnHistory(call);
    return strictest(age, kind -> kind.isIn(call), ownHistory);
  }

  /** The same for a read of message metadata. */
  Kind broken(DmActivity read) {
    long age = age(read.at(), read.recordAt());
    if (read.kind() != DmKind.METADATA_READ || age <= shortest) {
      return null;
    }
    return strictest(age, kind -> isRead(kind, read), read.member());
  }

  private static boolean isRead(Kind kind, DmActivity read) {
    return kind == Kind.MESSAGE_METADATA || kind.isIn(read.dataClasses());
  }

  /** Age in milliseconds; -1 where it is not known. */
  static long age(long at, long recordAt) {
    return recordAt == ApiCall.UNKNOWN_AGE ? -1 : at - recordAt;
  }

  private interface Holding {
    boolean holds(Kind kind);
  }

  private Kind strictest(long age, Holding answer, boolean ownHistory) {
    Kind strictest = null;
    for (Map.Entry<Kind, Long> each : limits.entrySet()) {
      Kind kind = each.getKey();
      boolean mayBeOld = ownHistory && kind == Kind.MESSAGE_METADATA;
      if (age > each.getValue()
          && !mayBeOld
          && answer.holds(kind)
          && (strictest == null || each.getValue() < limits.get(strictest))) {
        strictest = kind;
      }
    }
    return strictest;
  }

  /** A member scrolls back in conversations that are kept for members to do so. */
  private boolean isOwnHistory(ApiCall call) {
    boolean ownClient =
        call.clientKind() == ClientKind.FIRST_PARTY
            || (call.client() != null && historyClients.contains(call.client()));
    return ownClient && call.account() != null && call.operation() != Operation.EXPORT;
  }

  /** A person's own data, handed to that person, as the law wants it: complete. */
  private static boolean isOwnArchive(ApiCall call) {
    return call.operation() == Operation.EXPORT
        && call.clientKind() == ClientKind.FIRST_PARTY
        && call.account() != null
        && call.account().equals(call.target());
  }
}
