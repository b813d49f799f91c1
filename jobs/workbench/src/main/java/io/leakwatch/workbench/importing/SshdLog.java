package io.leakwatch.workbench.importing;

import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * What OpenSSH's server writes to syslog ({@code auth.log}, {@code secure}): an event for every
 * attempt to log in.
 *
 * <p>The daemon reports one attempt in several lines. Counted is what it says of the attempt itself
 * ({@code Failed}, {@code Accepted}); {@code Invalid user} counts unless a {@code Failed} line of
 * the same connection and name follows and would count it again. Not counted:
 *
 * <ul>
 *   <li>{@code Failed publickey}: a client offers every key it holds, unasked, before it tries
 *       anything else; that a key was not wanted is no guess at a secret. {@code Failed none} is a
 *       client asking which methods there are.
 *   <li>{@code PAM … more authentication failures}, {@code maximum authentication attempts
 *       exceeded}, {@code pam_unix(sshd:auth)}: they sum up what other lines reported one by one.
 *   <li>{@code Connection closed}, {@code Disconnected}: an end, not an attempt.
 * </ul>
 */
final class SshdLog implements LogFormat {

  /** Stands for a user name of no characters, since an event's account must have some. */
  static final String EMPTY_NAME = "(empty)";

  private static final int LONGEST_NAME = 512;
  private static final int MOST_REPEATS = 10_000;

  private static final Set<String> PROGRAMS = Set.of("sshd", "sshd-session", "sshd-auth");

  /** In all of these the name is the attacker's to choose, so the last "from" is the true one. */
  private static final Pattern TRIED =
      Pattern.compile(
          "(Failed|Accepted) (\\S+) for (invalid user )?(.*) from (\\S+) port \\d+(?: ssh\\d?.*)?");

  private static final Pattern INVALID =
      Pattern.compile("Invalid user (.*) from (\\S+)(?: port \\d+)?(?: \\[preauth\\])?");

  private static final Pattern NOT_ALLOWED =
      Pattern.compile("User (.*) from (\\S+) not allowed because .*");

  private static final Pattern REPEATED =
      Pattern.compile("message repeated (\\d{1,6}) times: \\[ ?(.*?) ?\\]");

  private static final Pattern SAID_AGAIN =
      Pattern.compile("last message repeated (\\d{1,6}) times");

  private static final Pattern OPENS_LIKE_AN_ATTEMPT =
      Pattern.compile("(Failed|Accepted) \\S+ for .*|(Failed|Accepted)|Invalid user.*");

  private final SyslogLine.Reader syslog;
  private final EventIds ids = new EventIds("sshd");
  private final Announced announced = new Announced();
  private SyslogLine last;

  SshdLog(Clock clock) {
    this.syslog = new SyslogLine.Reader(clock);
  }

  @Override
  public EventKind kind() {
    return EventKind.LOGIN;
  }

  /** What a message says was tried. */
  private record Attempt(
      String name, String address, LoginMethod method, Optional<FailureReason> failure) {}

  @Override
  public Entry read(long number, String line) {
    Optional<SyslogLine> read = syslog.read(line);
    if (read.isEmpty()) {
      return new Entry.Unreadable("not a line of syslog, or cut short");
    }
    SyslogLine said = read.get();
    Matcher again = SAID_AGAIN.matcher(said.message());
    if (said.program().isEmpty() && again.matches()) {
      return last == null
          ? new Entry.Skipped()
          : entry(number, line, last.at(said.at()), last.message(), times(again));
    }
    last = said;
    Matcher repeated = REPEATED.matcher(said.message());
    return repeated.matches()
        ? entry(number, line, said, repeated.group(2), times(repeated))
        : entry(number, line, said, said.message(), 1);
  }

  private static int times(Matcher repeated) {
    return Math.min(Integer.parseInt(repeated.group(1)), MOST_REPEATS);
  }

  private Entry entry(long number, String line, SyslogLine said, String message, int times) {
    if (!PROGRAMS.contains(said.program())) {
      return new Entry.Skipped();
    }
    String connection = said.host() + " " + said.pid();
    Optional<Attempt> announcement = announcement(message);
    if (announcement.isPresent()) {
      announced.add(connection, announcement.get().name(), announcement.get().failure(), times);
      return events(number, line, said, announcement.get(), times);
    }
    Matcher tried = TRIED.matcher(message);
    if (!tried.matches()) {
      return OPENS_LIKE_AN_ATTEMPT.matcher(message).matches()
          ? new Entry.Unreadable("an attempt to log in, cut short or in an unknown form")
          : new Entry.Skipped();
    }
    boolean accepted = tried.group(1).equals("Accepted");
    if (!accepted && (tried.group(2).equals("publickey") || tried.group(2).equals("none"))) {
      return new Entry.Skipped();
    }
    int already = tried.group(3) == null ? 0 : announced.take(connection, tried.group(4), times);
    return already == times
        ? new Entry.Skipped()
        : events(number, line, said, attempt(tried, connection), times - already);
  }

  /** A line that names a user who may not log in, before anything was tried. */
  private static Optional<Attempt> announcement(String message) {
    Matcher invalid = INVALID.matcher(message);
    if (invalid.matches()) {
      return Optional.of(refused(invalid, FailureReason.UNKNOWN_ACCOUNT));
    }
    Matcher notAllowed = NOT_ALLOWED.matcher(message);
    return notAllowed.matches()
        ? Optional.of(refused(notAllowed, FailureReason.BLOCKED))
        : Optional.empty();
  }

  private static Attempt refused(Matcher line, FailureReason why) {
    return new Attempt(line.group(1), line.group(2), LoginMethod.UNKNOWN, Optional.of(why));
  }

  private Attempt attempt(Matcher tried, String connection) {
    String name = tried.group(4);
    Optional<FailureReason> failure = Optional.empty();
    if (tried.group(1).equals("Failed")) {
      // "invalid user" is also said of a user who exists and is not allowed.
      failure =
          tried.group(3) == null
              ? Optional.of(FailureReason.BAD_CREDENTIAL)
              : announced.reason(connection, name).or(() -> UNKNOWN);
    }
    return new Attempt(name, tried.group(5), method(tried.group(2)), failure);
  }

  private static final Optional<FailureReason> UNKNOWN = Optional.of(FailureReason.UNKNOWN_ACCOUNT);

  /** Keyboard-interactive is nearly always a password asked for by PAM; a key pair is a passkey. */
  private static LoginMethod method(String name) {
    if (name.equals("password") || name.startsWith("keyboard-interactive")) {
      return LoginMethod.PASSWORD;
    }
    if (name.equals("publickey")) {
      return LoginMethod.PASSKEY;
    }
    return name.startsWith("gssapi") ? LoginMethod.SSO : LoginMethod.UNKNOWN;
  }

  private Entry events(long number, String line, SyslogLine said, Attempt attempt, int times) {
    List<SpecificRecordBase> events = new ArrayList<>(times);
    for (int repeat = 0; repeat < times; repeat++) {
      events.add(event(ids.of(number, line, repeat), said, attempt));
    }
    return new Entry.Events(events);
  }

  private static LoginEvent event(String id, SyslogLine said, Attempt attempt) {
    return new LoginEvent(
        id,
        said.at(),
        LoginAction.LOGIN,
        attempt.failure().isPresent() ? LoginOutcome.FAILURE : LoginOutcome.SUCCESS,
        attempt.failure().orElse(null),
        account(attempt.name()),
        LogFormat.addressOrNull(attempt.address()),
        null,
        null,
        null,
        attempt.method(),
        false,
        null,
        null);
  }

  private static String account(String name) {
    return name.isBlank() ? EMPTY_NAME : name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }
}
