package io.leakwatch.workbench.importing.sshd;

import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.workbench.importing.lines.Entry;
import io.leakwatch.workbench.importing.lines.EventIds;
import io.leakwatch.workbench.importing.lines.LogFormat;
import io.leakwatch.workbench.importing.lines.Placeholders;
import io.leakwatch.workbench.importing.lines.Remark;
import io.leakwatch.workbench.importing.lines.Remarks;
import io.leakwatch.workbench.importing.lines.Sources;
import io.leakwatch.workbench.importing.lines.SyslogLine;
import io.leakwatch.workbench.importing.sshd.Connections.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * What OpenSSH's server writes to syslog ({@code auth.log}, {@code secure}): an event for every
 * attempt to log in.
 *
 * <p>The daemon, PAM and its modules report one attempt in several lines, and some systems write
 * only some of them. {@link Connections} counts each attempt once. Not counted are keys: a client
 * offers every key it holds, unasked, before it tries anything else; that a key was not wanted is
 * no guess at a secret. A connection that ends after keys only is one failed attempt.
 */
public final class SshdLog implements LogFormat {

  private static final int MOST_REPEATS = 10_000;

  /** Longer messages are not sshd's: it writes at most 1,024 bytes, each as up to four. */
  private static final int LONGEST_MESSAGE = 4_200;

  private static final Pattern PROGRAM =
      Pattern.compile("sshd(?:-session|-auth)?(?:\\(pam_\\w+\\))?|sshd?(?:@.*)?\\.service");

  private static final Pattern OWN_WORDS =
      Pattern.compile(
          "(?:Failed|Accepted|Partial|Postponed) \\S+ for |(?:Invalid|Illegal) user |User |"
              + "Connection |Disconnect|Received |Did not |Server listening|Starting session|"
              + "error: |fatal: |debug\\d: |input_userauth_request|PAM[ :]|pam_\\w+\\(sshd|banner "
              + "|kex_exchange|message repeated ");

  private static final Pattern REPEATED =
      Pattern.compile("message repeated (\\d{1,6}) times?: \\[ ?(.*?) ?\\]", Pattern.DOTALL);

  /** By syslogd, and by syslog-ng, which says it in the name of the program. */
  private static final Pattern SAID_AGAIN =
      Pattern.compile(
          "last message repeated (\\d{1,6}) times?"
              + "|Last message '.*' repeated (\\d{1,6}) times?, suppressed by syslog-ng.*",
          Pattern.DOTALL);

  private static final Pattern OPENS_LIKE_AN_ATTEMPT =
      Pattern.compile(
          "(Failed|Accepted) \\S+ for .*|(Failed|Accepted)|(Invalid|Illegal) user.*",
          Pattern.DOTALL);

  private static final Pattern FIRST_WORDS = Pattern.compile("[A-Za-z_]+:?(?: [a-z]+)?");

  private final Remarks remarks = new Remarks();
  private final Sources sources = new Sources(remarks);
  private final SyslogLine.Reader syslog;
  private final EventIds ids = new EventIds("sshd");
  private final Connections connections = new Connections();
  private final List<SpecificRecordBase> settled = new ArrayList<>();
  private SyslogLine last;
  private SyslogLine repeatedNext;
  private int timesNext;

  public SshdLog(Clock clock) {
    this.syslog = new SyslogLine.Reader(clock, "sshd", OWN_WORDS);
  }

  @Override
  public List<EventKind> kinds() {
    return List.of(EventKind.LOGIN);
  }

  @Override
  public Remarks remarks() {
    return remarks;
  }

  @Override
  public void begins(List<String> lines) {
    syslog.begins(lines);
  }

  @Override
  public Entry read(long number, String line) {
    if (line.startsWith("-- ")) {
      remarks.skipped("what the journal says of itself");
      return new Entry.Skipped();
    }
    SyslogLine said;
    try {
      said = syslog.read(line);
    } catch (IllegalArgumentException fault) {
      return new Entry.Unreadable(fault.getMessage());
    }
    settle(said.at());
    return meaning(number, line, said);
  }

  private Entry meaning(long number, String line, SyslogLine said) {
    Matcher again = SAID_AGAIN.matcher(said.message());
    if ((said.program().isEmpty() || isOwn(said)) && again.matches()) {
      return saidAgain(
          number, line, said, times(again.group(1) == null ? again.group(2) : again.group(1)));
    }
    if (!isOwn(said)) {
      remarks.skipped(said.program().isEmpty() ? "syslog" : said.program());
      last = said;
      return new Entry.Skipped();
    }
    last = said;
    List<SpecificRecordBase> events = new ArrayList<>();
    if (repeatedNext != null) {
      SyslogLine before = said.at(repeatedNext.at());
      repeatedNext = null;
      if (entry(-number, line, before, said.message(), timesNext) instanceof Entry.Events more) {
        events.addAll(more.events());
      }
    }
    Matcher repeated = REPEATED.matcher(said.message());
    Entry entry =
        repeated.matches()
            ? entry(number, line, said, repeated.group(2), times(repeated.group(1)))
            : entry(number, line, said, said.message(), 1);
    if (!events.isEmpty() && entry instanceof Entry.Events one) {
      events.addAll(one.events());
      return new Entry.Events(events);
    }
    return entry;
  }

  /** The message before is said again; where the newest lines come first, it is yet to come. */
  private Entry saidAgain(long number, String line, SyslogLine said, int times) {
    if (syslog.isNewestFirst()) {
      repeatedNext = said;
      timesNext = times;
      return new Entry.Events(List.of());
    }
    return last == null || !isOwn(last)
        ? new Entry.Skipped()
        : entry(number, line, last.at(said.at()), last.message(), times);
  }

  private static boolean isOwn(SyslogLine said) {
    return PROGRAM.matcher(said.program()).matches();
  }

  private static int times(String number) {
    return Math.min(Integer.parseInt(number), MOST_REPEATS);
  }

  private Entry entry(long number, String line, SyslogLine said, String message, int times) {
    Optional<SshdMessage> read =
        message.length() > LONGEST_MESSAGE ? Optional.empty() : SshdMessage.read(message);
    if (read.isEmpty()) {
      if (OPENS_LIKE_AN_ATTEMPT.matcher(message).matches()) {
        return new Entry.Unreadable("an attempt to log in, cut short or in an unknown form");
      }
      Matcher words = FIRST_WORDS.matcher(message);
      remarks.skipped("sshd: " + (words.lookingAt() ? words.group() + " …" : "other lines"));
      return new Entry.Skipped();
    }
    SshdMessage witness = read.get();
    Connection connection = connections.of(said, witness);
    switch (witness.kind()) {
      case CONNECTED -> {
        remarks.skipped("sshd: somebody connected");
        return new Entry.Skipped();
      }
      case KEY, HALF -> {
        remarks.skipped("sshd: a key was offered");
        return new Entry.Skipped();
      }
      case PAM_AGREED -> {
        connections.accepted(connection);
        remarks.skipped("sshd: PAM agreed");
        return new Entry.Skipped();
      }
      case ACCEPTED -> {
        connections.accepted(connection);
        return new Entry.Events(events(number, line, said, witness, connection, times));
      }
      case PAM, ENDED -> {
        int attempts = PamMessage.attempts(message) * times;
        connections.hold(connection, witness, said, number, line, Math.min(attempts, MOST_REPEATS));
        return new Entry.Events(List.of());
      }
      default -> {
        int fresh = connections.count(connection, witness, times, syslog.isNewestFirst());
        return new Entry.Events(events(number, line, said, witness, connection, fresh));
      }
    }
  }

  private void settle(Instant now) {
    for (HeldAttempts held : connections.due(now)) {
      settled.addAll(
          events(
              held.number(),
              held.line(),
              held.said(),
              held.witness(),
              held.connection(),
              held.n()));
    }
  }

  @Override
  public List<SpecificRecordBase> settled(boolean atEnd) {
    if (atEnd) {
      settle(null);
    }
    List<SpecificRecordBase> events = List.copyOf(settled);
    settled.clear();
    return events;
  }

  private List<SpecificRecordBase> events(
      long number, String line, SyslogLine said, SshdMessage witness, Connection from, int times) {
    List<SpecificRecordBase> events = new ArrayList<>(times);
    for (int repeat = 0; repeat < times; repeat++) {
      events.add(event(ids.of(number, line, repeat), said, witness, from));
    }
    return events;
  }

  private LoginEvent event(String id, SyslogLine said, SshdMessage witness, Connection from) {
    boolean succeeded = witness.kind() == SshdMessage.Kind.ACCEPTED;
    return new LoginEvent(
        id,
        said.at(),
        LoginAction.LOGIN,
        succeeded ? LoginOutcome.SUCCESS : LoginOutcome.FAILURE,
        succeeded ? null : reason(witness, from),
        Placeholders.account(name(witness, from), remarks),
        address(witness, from),
        null,
        null,
        null,
        witness.method() == LoginMethod.UNKNOWN && from.offeredKey()
            ? LoginMethod.PASSKEY
            : witness.method(),
        succeeded && from.isHalfWay(),
        null,
        null);
  }

  /**
   * "Invalid user" is also said of a user who exists and is not allowed. Keys that were not wanted
   * are no guess at a secret.
   */
  private static FailureReason reason(SshdMessage witness, Connection from) {
    if (witness.reason() == null && from.refusal() == null && from.offeredKey()) {
      return FailureReason.OTHER;
    }
    boolean mayNotLogIn =
        witness.reason() == null || witness.reason() == FailureReason.UNKNOWN_ACCOUNT;
    return mayNotLogIn && from.refusal() != null ? from.refusal() : witness.reason();
  }

  private String name(SshdMessage witness, Connection from) {
    if (witness.name() != null) {
      return witness.name();
    }
    return from.name() == null ? connections.nameElsewhere(from) : from.name();
  }

  /** An address that another line of the connection holds is better than the name of a host. */
  private String address(SshdMessage witness, Connection from) {
    String source = witness.source();
    if (source == null || !Sources.isAddress(source)) {
      source = from.source() == null ? source : from.source();
    }
    if (SshdMessage.UNSURE.equals(source)) {
      remarks.count(Remark.UNSURE_SOURCE);
      return null;
    }
    return sources.address(source);
  }
}
