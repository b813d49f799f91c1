package io.leakwatch.workbench.importing.sshd;

import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.workbench.importing.lines.Sources;
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
    /** Somebody connected, from an address that later lines may only name. */
    CONNECTED,
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

  static final String END = "(?: \\[preauth\\])?";
  static final String INVALID = "(?:(invalid|illegal) user )?";

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

  private static final Pattern ROOT_REFUSED =
      pattern("ROOT LOGIN REFUSED FROM (\\S+)(?: port (\\d{1,5}))?" + END);

  private static final Pattern CONNECTED =
      pattern("Connection from (\\S+) port (\\d{1,5})(?: on \\S+ port \\d{1,5}.*)?");

  private static Pattern pattern(String text) {
    return Pattern.compile(text, Pattern.DOTALL);
  }

  /** What a message reports; empty where it is no attempt, or cut short. */
  static Optional<SshdMessage> read(String message) {
    return forms(message).map(SshdMessage::withPlainSource);
  }

  /** PAM may write an IPv4 address as an IPv6 one, and sshd the same one plainly. */
  private SshdMessage withPlainSource() {
    return new SshdMessage(kind, witness, name, Sources.plain(source), port, method, reason);
  }

  private static Optional<SshdMessage> forms(String message) {
    return switch (message.isEmpty() ? ' ' : message.charAt(0)) {
      case 'F', 'A' -> tried(message);
      case 'I' -> unknownUser(message);
      case 'U' -> notAllowed(message);
      case 'C' -> EndMessage.read(message).or(() -> connected(message));
      case 'R' -> rootRefused(message);
      case 'D' -> EndMessage.read(message);
      case 'P' ->
          tried(message).or(() -> PamMessage.error(message)).or(() -> PamMessage.read(message));
      case 'e' -> PamMessage.error(message).or(() -> EndMessage.read(message));
      case 'm' -> EndMessage.read(message);
      default -> PamMessage.read(message);
    };
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
    Optional<SshdCaller> caller =
        SshdCaller.divided(
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

  private static Optional<SshdMessage> rootRefused(String message) {
    Matcher refused = ROOT_REFUSED.matcher(message);
    return refused.matches()
        ? Optional.of(
            failure(
                Kind.ANNOUNCED,
                "announced",
                "root",
                refused.group(1),
                port(refused.group(2)),
                FailureReason.BLOCKED))
        : Optional.empty();
  }

  private static Optional<SshdMessage> connected(String message) {
    Matcher connected = CONNECTED.matcher(message);
    return connected.matches()
        ? Optional.of(
            failure(
                Kind.CONNECTED,
                "connected",
                null,
                connected.group(1),
                port(connected.group(2)),
                null))
        : Optional.empty();
  }

  static SshdMessage failure(
      Kind kind, String witness, String name, String source, int port, FailureReason reason) {
    return new SshdMessage(kind, witness, name, source, port, LoginMethod.UNKNOWN, reason);
  }

  static int port(String text) {
    return text == null ? 0 : Integer.parseInt(text);
  }
}
