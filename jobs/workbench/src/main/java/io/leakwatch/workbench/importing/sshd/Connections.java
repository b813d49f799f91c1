package io.leakwatch.workbench.importing.sshd;

import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.workbench.importing.lines.SyslogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts each attempt once, although several witnesses report it: sshd before and after it, PAM,
 * each of PAM's modules, and the end of the connection. Of one connection there were as many
 * attempts as the witness saw who saw most.
 *
 * <p>What PAM and the end of a connection say is held back for a while, as what follows may say
 * more, or say that another module knew the password. Of what is held back and of connections only
 * the latest few thousand are remembered; a connection's lines are seconds apart.
 */
final class Connections {

  private static final int MOST = 4_096;
  private static final int MOST_RECENT = 256;

  /** PAM lets whoever fails wait for two seconds or so; the line that follows comes after that. */
  static final Duration HELD = Duration.ofSeconds(30);

  /** Within its grace time (two minutes) somebody logs in, or is disconnected. */
  private static final Duration SILENCE = Duration.ofMinutes(10);

  /** One connection, as far as its lines have been read. */
  static final class Connection {
    private final String host;
    private String name;
    private String source;
    private int port;
    private FailureReason refusal;
    private boolean offeredKey;
    private boolean halfWay;
    private boolean accepted;
    private final Map<String, Integer> seenBy = new HashMap<>();
    private int counted;
    private int held;
    private int ofPamsProcess;
    private Instant lastAt;

    private Connection(String host) {
      this.host = host;
    }

    /** Null where no line has named the user. */
    String name() {
      return name;
    }

    /** Null where no line has named the source. */
    String source() {
      return source;
    }

    /** Why the user may not log in at all; null where no line said so. */
    FailureReason refusal() {
      return refusal;
    }

    boolean offeredKey() {
      return offeredKey;
    }

    boolean isHalfWay() {
      return halfWay;
    }

    private boolean isAnother(SshdMessage message, Instant at) {
      return Duration.between(lastAt, at).abs().compareTo(SILENCE) > 0
          || (name != null && message.name() != null && !name.equals(message.name()))
          || (port > 0 && message.port() > 0 && port != message.port())
          || (isAddress(source) && isAddress(message.source()) && !source.equals(message.source()));
    }

    /** Messages hold addresses in their usual form, so that a look is enough. */
    private static boolean isAddress(String text) {
      return text != null
          && !text.isEmpty()
          && (text.indexOf(':') >= 0 || text.chars().allMatch(c -> c == '.' || c <= '9'));
    }

    private void learn(SshdMessage message, Instant at) {
      lastAt = at;
      name = name == null ? message.name() : name;
      port = port == 0 ? message.port() : port;
      if (!isAddress(source) && message.source() != null && !message.source().isEmpty()) {
        source = message.source();
      }
      if (message.kind() == SshdMessage.Kind.ANNOUNCED) {
        refusal = message.reason();
      }
      offeredKey |=
          message.kind() == SshdMessage.Kind.KEY && message.method() == LoginMethod.PASSKEY;
      halfWay |= message.kind() == SshdMessage.Kind.HALF;
    }

    /** So many attempts were reported as failed, but not by PAM. */
    private int lacksPam() {
      int byPam = ofPamsProcess;
      int failed = 0;
      for (Map.Entry<String, Integer> witness : seenBy.entrySet()) {
        if (witness.getKey().startsWith("pam_")) {
          byPam = Math.max(byPam, witness.getValue());
        } else if (witness.getKey().equals("failed") || witness.getKey().equals("error")) {
          failed = Math.max(failed, witness.getValue());
        }
      }
      return failed - byPam;
    }

    private String caller() {
      return host + " " + source;
    }

    private boolean isSameCaller(Connection other) {
      return host.equals(other.host)
          && source != null
          && source.equals(other.source)
          && (name == null || other.name == null || name.equals(other.name));
    }
  }

  private final Map<String, Connection> byProcess = latest();

  /** The latest connection of a caller in which a name was written. */
  private final Map<String, Connection> named = latest();

  private static Map<String, Connection> latest() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Connection> eldest) {
        return size() > MOST;
      }
    };
  }

  private final ArrayDeque<HeldAttempts> held = new ArrayDeque<>();

  /** Where the newest lines come first: those whose lines of PAM may be yet to come. */
  private final ArrayDeque<Connection> recent = new ArrayDeque<>();

  /** The connection that a message is about. */
  Connection of(SyslogLine said, SshdMessage message) {
    String process =
        said.pid().isEmpty()
            ? said.host() + " from " + message.source() + " " + message.port()
            : said.host() + " " + said.pid();
    Connection connection = byProcess.get(process);
    if (connection == null || connection.isAnother(message, said.at())) {
      connection = new Connection(said.host());
      byProcess.put(process, connection);
    }
    connection.learn(message, said.at());
    if (connection.name != null) {
      named.put(connection.caller(), connection);
    }
    return connection;
  }

  /** How many of so many attempts of which a line is sure have not been counted yet. */
  int count(Connection connection, SshdMessage message, int times, boolean newestFirst) {
    int fresh = Math.max(0, seen(connection, message, times) - connection.counted);
    connection.counted += fresh;
    releaseOwn(connection, fresh);
    releaseOfPam(connection);
    if (newestFirst) {
      recent.remove(connection);
      recent.addLast(connection);
      if (recent.size() > MOST_RECENT) {
        recent.removeFirst();
      }
    }
    return fresh;
  }

  private static int seen(Connection connection, SshdMessage message, int times) {
    return message.kind() == SshdMessage.Kind.ENDED
        ? connection.seenBy.merge(message.witness(), 1, Math::max)
        : connection.seenBy.merge(message.witness(), times, Integer::sum);
  }

  /** Attempts that were only held back have just been counted. */
  private void releaseOwn(Connection connection, int most) {
    int left = most;
    for (Iterator<HeldAttempts> each = held.iterator(); each.hasNext() && connection.held > 0; ) {
      HeldAttempts one = each.next();
      if (one.connection() == connection && one.n() <= left) {
        left -= one.n();
        connection.held -= one.n();
        each.remove();
      }
    }
  }

  /** Likewise those that PAM reported, which some systems run in a process of its own. */
  private void releaseOfPam(Connection connection) {
    for (Iterator<HeldAttempts> each = held.iterator();
        each.hasNext() && connection.lacksPam() > 0; ) {
      HeldAttempts one = each.next();
      if (isOfPamsProcess(one, connection) && one.n() <= connection.lacksPam()) {
        connection.ofPamsProcess += one.n();
        one.connection().held -= one.n();
        one.connection().counted += one.n();
        each.remove();
      }
    }
  }

  private static boolean isOfPamsProcess(HeldAttempts one, Connection connection) {
    return one.connection() != connection
        && one.witness().kind() == SshdMessage.Kind.PAM
        && one.connection().counted == 0
        && one.connection().isSameCaller(connection);
  }

  /** Holds back what a line reports, unless it has been counted or is held already. */
  void hold(
      Connection connection,
      SshdMessage message,
      SyslogLine said,
      long number,
      String line,
      int n) {
    int fresh = seen(connection, message, n) - connection.counted - connection.held;
    if (connection.accepted || fresh <= 0 || isKnownElsewhere(connection, message)) {
      return;
    }
    connection.held += fresh;
    held.addLast(new HeldAttempts(connection, message, said, number, line, fresh));
  }

  private boolean isKnownElsewhere(Connection connection, SshdMessage message) {
    if (message.kind() == SshdMessage.Kind.ENDED) {
      return held.stream().anyMatch(one -> isOfPamsProcess(one, connection));
    }
    for (Connection other : recent) {
      if (other != connection
          && other.lacksPam() > 0
          && other.isSameCaller(connection)
          && Duration.between(other.lastAt, connection.lastAt).abs().compareTo(HELD) < 0) {
        other.ofPamsProcess++;
        return true;
      }
    }
    return false;
  }

  /** Somebody got in; what PAM's modules said before was not the last word. */
  void accepted(Connection connection) {
    connection.accepted = true;
    held.removeIf(
        one -> {
          boolean isOver = one.connection() == connection || isOfPamsProcess(one, connection);
          one.connection().held -= isOver ? one.n() : 0;
          return isOver;
        });
  }

  /**
   * What has been held back for long enough.
   *
   * @param now null at the end of the log
   */
  List<HeldAttempts> due(Instant now) {
    List<HeldAttempts> due = new ArrayList<>();
    while (!held.isEmpty() && isDue(held.getFirst(), now)) {
      HeldAttempts one = held.removeFirst();
      one.connection().held -= one.n();
      one.connection().counted += one.n();
      due.add(one);
    }
    return due;
  }

  private boolean isDue(HeldAttempts one, Instant now) {
    return now == null
        || held.size() > MOST
        || Duration.between(one.said().at(), now).abs().compareTo(HELD) > 0;
  }

  /** The name that another process of the same connection wrote; null where there is none. */
  String nameElsewhere(Connection connection) {
    Connection other = named.get(connection.caller());
    return other != null
            && Duration.between(other.lastAt, connection.lastAt).abs().compareTo(SILENCE) < 0
        ? other.name
        : null;
  }
}
