package io.leakwatch.workbench.importing.sshd;

import static io.leakwatch.workbench.importing.sshd.SshdMessage.END;
import static io.leakwatch.workbench.importing.sshd.SshdMessage.INVALID;
import static io.leakwatch.workbench.importing.sshd.SshdMessage.failure;
import static io.leakwatch.workbench.importing.sshd.SshdMessage.port;

import io.leakwatch.schemas.FailureReason;
import io.leakwatch.workbench.importing.sshd.SshdMessage.Kind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** That a connection ended while somebody tried to log in. */
final class EndMessage {

  private static final Pattern TOO_MANY =
      pattern(
          "(?:error: )?maximum authentication attempts exceeded for "
              + INVALID
              + "(.*) from (\\S+) port (\\d{1,5})(?: ssh\\d?)?"
              + END);

  private static final Pattern TOO_MANY_OLD =
      pattern("Disconnecting: Too many authentication failures for (.*?)" + END);

  private static final Pattern ENDED =
      pattern(
          "(?:Connection (?:closed|reset) by|Disconnected from) (authenticating|invalid) user (.*)"
              + " (\\S+) port (\\d{1,5})"
              + END);

  private static final Pattern DISCONNECTING =
      pattern("Disconnecting (authenticating|invalid) user (.*)");

  private static final Pattern AT_PORT = pattern(" (\\S+) port (\\d{1,5})");
  private static final Pattern WHY_DISCONNECTING =
      pattern(
          ": (?:Too many authentication failures|Change of username or service not allowed: .*)"
              + END);

  private static Pattern pattern(String text) {
    return Pattern.compile(text, Pattern.DOTALL);
  }

  private EndMessage() {}

  /** What a message reports; empty where it is no such end. */
  static Optional<SshdMessage> read(String message) {
    return ended(message)
        .or(() -> tooMany(message))
        .or(() -> disconnecting(message))
        .or(() -> tooManyOld(message));
  }

  private static Optional<SshdMessage> tooMany(String message) {
    Matcher many = TOO_MANY.matcher(message);
    return many.matches()
        ? Optional.of(
            failure(
                Kind.ENDED,
                "ended",
                many.group(2),
                many.group(3),
                port(many.group(4)),
                unknownIf(many.group(1) != null)))
        : Optional.empty();
  }

  private static Optional<SshdMessage> tooManyOld(String message) {
    Matcher many = TOO_MANY_OLD.matcher(message);
    return many.matches()
        ? Optional.of(failure(Kind.ENDED, "ended", many.group(1), null, 0, null))
        : Optional.empty();
  }

  private static Optional<SshdMessage> ended(String message) {
    Matcher ended = ENDED.matcher(message);
    return ended.matches()
        ? Optional.of(
            failure(
                Kind.ENDED,
                "ended",
                ended.group(2),
                ended.group(3),
                port(ended.group(4)),
                unknownIf(ended.group(1).equals("invalid"))))
        : Optional.empty();
  }

  private static Optional<SshdMessage> disconnecting(String message) {
    Matcher ending = DISCONNECTING.matcher(message);
    return ending.matches()
        ? SshdCaller.divided(" " + ending.group(2), AT_PORT, WHY_DISCONNECTING, false)
            .map(
                who ->
                    failure(
                        Kind.ENDED,
                        "ended",
                        who.name().strip(),
                        who.source(),
                        who.port(),
                        unknownIf(ending.group(1).equals("invalid"))))
        : Optional.empty();
  }

  /** That a connection ended does not say that a secret was wrong. */
  private static FailureReason unknownIf(boolean invalid) {
    return invalid ? FailureReason.UNKNOWN_ACCOUNT : null;
  }
}
