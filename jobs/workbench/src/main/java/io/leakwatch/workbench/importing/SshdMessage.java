package io.leakwatch.workbench.importing;

import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginMethod;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a message of sshd's reports about an attempt to log in.
 *
 * <p>Names are the caller's to choose, and so are the names of users and hosts on the other side.
 * Each pattern holds on to what the server writes behind them, at the end of the message, so that
 * no name can pass for an address. Where a message can be read in two ways, it has no address.
 *
 * @param witness who reports: what one witness reports twice are two attempts
 * @param name null where the message holds none
 * @param source address or name of a host; null where the message holds none
 * @param port 0 where the message holds none
 * @param reason null for a success, or where the message gives none
 */
record SshdMessage(
    Kind kind,
    String witness,
    String name,
    String source,
    int port,
    LoginMethod method,
    FailureReason reason) {

  /** How much a message means. */
  enum Kind {
    /** An attempt succeeded. */
    ACCEPTED,
    /** An attempt failed. */
    FAILED,
    /** Names a user who may not log in, mostly before an attempt is reported as failed. */
    ANNOUNCED,
    /** PAM says no; mostly reported by sshd, too, unless another module says yes. */
    PAM,
    /** A connection ended while somebody tried to log in; mostly attempts were reported before. */
    ENDED,
    /** A key was offered, as clients do unasked with each that they hold. */
    KEY,
    /** The first of two steps. */
    HALF,
    /** PAM says yes. */
    PAM_AGREED
  }

  /** Stands for the source where the caller wrote another one into the message. */
  static final String UNSURE = "";

  private static final String END = "(?: \\[preauth\\])?";
  private static final String INVALID = "(?:(invalid|illegal) user )?";

  private static final Pattern TRIED =
      pattern("(Failed|Accepted|Partial) (\\S+) for " + INVALID + "(.*)");

  /** Where a name may end: behind it all that is left to say. */
  private static final Pattern FROM = pattern(" from (\\S+) port (\\d{1,5})(?: ssh\\d?)?");

  private static final Pattern NOTHING_MORE = pattern(END);
  private static final Pattern ANYTHING_MORE = pattern(END + "|: ?.*");
  private static final Pattern HOST_KEY =
      pattern("(?:: \\S+ \\S+, client user \".*\", client host \".*\")?" + END);

  private static final Pattern UNKNOWN_USER =
      pattern("(?:Invalid|Illegal) user (.*) from (\\S+)(?: port (\\d{1,5}))?" + END);

  private static final Pattern NOT_ALLOWED =
      pattern("User (.*?) from (\\S+) not allowed because .*");

  private static final Pattern PAM_ERROR =
      pattern(
          "(?:error: )?PAM: (Have exhausted maximum number of retries for service|.+?) for "
              + INVALID
              + "(.*) from (\\S+)(?: via \\S+)?"
              + END);

  private static final Pattern PAM_FAILURE =
      pattern(
          "(?:pam_(\\w+)\\(sshd?:auth\\): |PAM )?(?:(\\d{1,5}) more )?authentication failures?;"
              + " logname=\\S* uid=\\d+ euid=\\d+ tty=\\S* ruser=\\S* rhost=(\\S*)"
              + "(?: +user=(.*))?\\s*");

  private static final Pattern PAM_SUCCESS =
      pattern("pam_\\w+\\(sshd?:\\w+\\): (?:authentication success|session opened).*");

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

  /** What a message reports; empty where it is no attempt, or cut short. */
  static Optional<SshdMessage> read(String message) {
    return switch (message.isEmpty() ? ' ' : message.charAt(0)) {
      case 'F', 'A' -> tried(message);
      case 'I' -> unknownUser(message);
      case 'U' -> notAllowed(message);
      case 'C' -> ended(message);
      case 'D' -> ended(message).or(() -> disconnecting(message)).or(() -> tooManyOld(message));
      case 'P' -> tried(message).or(() -> pamError(message)).or(() -> pam(message));
      case 'e' -> pamError(message).or(() -> tooMany(message));
      case 'm' -> tooMany(message);
      default -> pam(message);
    };
  }

  /** How many attempts more a summary of PAM's adds to the one that was reported; 1 otherwise. */
  static int attempts(String message) {
    Matcher pam = PAM_FAILURE.matcher(message);
    return pam.matches() && pam.group(2) != null ? Integer.parseInt(pam.group(2)) : 1;
  }

  private static Optional<SshdMessage> tried(String message) {
    Matcher tried = TRIED.matcher(message);
    if (!tried.matches()) {
      return Optional.empty();
    }
    String how = tried.group(2);
    boolean accepted = !tried.group(1).equals("Failed");
    Pattern more =
        accepted || isKey(how) || how.startsWith("gssapi") ? ANYTHING_MORE : NOTHING_MORE;
    Optional<NameAndSource> caller =
        caller(
            tried.group(4), FROM, how.equals("hostbased") && !accepted ? HOST_KEY : more, accepted);
    FailureReason reason =
        accepted
            ? null
            : tried.group(3) == null ? FailureReason.BAD_CREDENTIAL : FailureReason.UNKNOWN_ACCOUNT;
    return caller.map(
        who ->
            new SshdMessage(
                kind(tried.group(1), how),
                "failed",
                who.name(),
                who.source(),
                who.port(),
                method(how),
                reason));
  }

  private static Kind kind(String verb, String how) {
    return switch (verb) {
      case "Accepted" -> Kind.ACCEPTED;
      case "Partial" -> Kind.HALF;
      default -> how.equals("publickey") || how.equals("none") ? Kind.KEY : Kind.FAILED;
    };
  }

  private static boolean isKey(String how) {
    return how.equals("publickey") || how.equals("hostbased") || how.contains("rsa");
  }

  /** Keyboard-interactive is nearly always a password asked for by PAM; a key pair is a passkey. */
  private static LoginMethod method(String how) {
    if (how.equals("password") || how.startsWith("keyboard-interactive")) {
      return LoginMethod.PASSWORD;
    }
    if (isKey(how)) {
      return LoginMethod.PASSKEY;
    }
    return how.startsWith("gssapi") || how.startsWith("kerberos")
        ? LoginMethod.SSO
        : LoginMethod.UNKNOWN;
  }

  private record NameAndSource(String name, String source, int port) {}

  /**
   * Divides a name from the source behind it, wherever what follows is what the server would say.
   * If there are several such places, the caller has written all but one of them.
   *
   * @param exists the name is that of a user, who has not chosen it to deceive; so the first counts
   */
  private static Optional<NameAndSource> caller(
      String text, Pattern source, Pattern behind, boolean exists) {
    NameAndSource found = null;
    Matcher place = source.matcher(text);
    for (int from = 0; place.find(from); from = place.start() + 1) {
      if (behind.matcher(text).region(place.end(), text.length()).matches()) {
        if (found != null && !found.source().equals(place.group(1))) {
          return Optional.of(new NameAndSource(found.name(), UNSURE, 0));
        }
        found =
            new NameAndSource(
                text.substring(0, place.start()), place.group(1), Integer.parseInt(place.group(2)));
        if (exists) {
          break;
        }
      }
    }
    return Optional.ofNullable(found);
  }

  private static Optional<SshdMessage> unknownUser(String message) {
    Matcher unknown = UNKNOWN_USER.matcher(message);
    return unknown.matches()
        ? Optional.of(
            failure(
                Kind.ANNOUNCED,
                "announced",
                unknown.group(1),
                unknown.group(2),
                port(unknown.group(3)),
                FailureReason.UNKNOWN_ACCOUNT))
        : Optional.empty();
  }

  private static Optional<SshdMessage> notAllowed(String message) {
    Matcher refused = NOT_ALLOWED.matcher(message);
    return refused.matches()
        ? Optional.of(
            failure(
                Kind.ANNOUNCED,
                "announced",
                refused.group(1),
                refused.group(2),
                0,
                FailureReason.BLOCKED))
        : Optional.empty();
  }

  private static Optional<SshdMessage> pamError(String message) {
    Matcher error = PAM_ERROR.matcher(message);
    if (!error.matches()) {
      return Optional.empty();
    }
    String why = error.group(1);
    FailureReason reason = FailureReason.BAD_CREDENTIAL;
    if (error.group(2) != null || why.startsWith("User not known")) {
      reason = FailureReason.UNKNOWN_ACCOUNT;
    } else if (why.contains("expired") || why.contains("exhausted") || why.contains("exceeded")) {
      reason = FailureReason.LOCKED;
    } else if (why.startsWith("Module is unknown") || why.contains("ystem error")) {
      reason = FailureReason.OTHER;
    }
    return Optional.of(
        new SshdMessage(
            Kind.FAILED, "error", error.group(3), error.group(4), 0, LoginMethod.PASSWORD, reason));
  }

  private static Optional<SshdMessage> pam(String message) {
    if (PAM_SUCCESS.matcher(message).matches()) {
      return Optional.of(failure(Kind.PAM_AGREED, "pam", null, null, 0, null));
    }
    Matcher failure = PAM_FAILURE.matcher(message);
    if (!failure.matches()) {
      return Optional.empty();
    }
    String module = failure.group(1) == null ? "unix" : failure.group(1);
    return Optional.of(
        new SshdMessage(
            Kind.PAM,
            "pam_" + module,
            failure.group(4),
            failure.group(3).isEmpty() ? null : failure.group(3),
            0,
            LoginMethod.PASSWORD,
            failure.group(4) == null
                ? FailureReason.UNKNOWN_ACCOUNT
                : FailureReason.BAD_CREDENTIAL));
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
        ? caller(" " + ending.group(2), AT_PORT, WHY_DISCONNECTING, false)
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

  private static SshdMessage failure(
      Kind kind, String witness, String name, String source, int port, FailureReason reason) {
    return new SshdMessage(kind, witness, name, source, port, LoginMethod.UNKNOWN, reason);
  }

  private static int port(String text) {
    return text == null ? 0 : Integer.parseInt(text);
  }
}
