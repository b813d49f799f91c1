package io.leakwatch.workbench.importing.lines;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of syslog: when, where, who, and what it said. Understood are RFC 3164 and RFC 5424, what
 * the syslog daemons of Linux, the BSDs, Solaris, AIX and BusyBox make of them, the journal's
 * shapes, and what container engines put before each line.
 *
 * @param host empty where none is written
 * @param program without its path; empty where the syslog daemon itself speaks
 * @param pid empty where the program writes none
 */
public record SyslogLine(Instant at, String host, String program, String pid, String message) {

  /** Said of any line that is not one. */
  public static final String NO_SYSLOG = "not a line of syslog, or cut short";

  private static final String ELEMENTS = "(?:\\[(?:[^\\]\\\\]++|\\\\.)*+\\])++";

  /** RFC 5424 behind its time: host, program, process, message id, data, message. */
  private static final Pattern IETF =
      pattern("(\\S+) ([^\\s\\[\\]:]+) (\\d+|-) (\\S+) (?:-|" + ELEMENTS + ")(?: \uFEFF?(.*))?");

  /** RFC 3164 behind its time; between host and program some daemons name facility and level. */
  private static final Pattern BSD =
      pattern(
          "(?:<[\\w.]+> )?(\\S*[^\\s:]) +(?:[a-z0-9]+\\.[a-z]+ +|[\\w|]+\\|\\w+:\\w+ +)?"
              + "(?:Message forwarded from \\S+: )?([^\\s\\[:]+)(?:\\[(\\d+)\\])?: ?(.*)");

  private static final Pattern WITHOUT_HOST = pattern("([^\\s\\[:]+)(?:\\[(\\d+)\\])?: ?(.*)");

  /** Written by the syslog daemon itself, which names no program. */
  private static final Pattern OF_THE_DAEMON =
      pattern("(?:-+ |(\\S+) )(last message (?:repeated|buffered) \\d{1,6} times?)(?: -+)?");

  private static final Pattern PRIORITY = pattern("<\\d{1,3}>(.*)");
  private static final Pattern VERSION = pattern("1 (\\d{4}-.*)");
  private static final Pattern OF_COMPOSE = pattern("[\\w.-]+ +\\| (.*)");
  private static final Pattern OF_WINDOWS = pattern("(\\d{1,7}) (\\d{4}-\\d\\d-\\d\\d \\d\\d:.*)");
  private static final Pattern OF_CONTAINER = pattern("(?:stdout|stderr) [FP] (.*)");
  private static final Pattern MONOTONIC = pattern("\\[? *\\d{1,8}\\.\\d{6}\\] .*");
  private static final Pattern SOLARIS_ID = Pattern.compile("^\\[ID \\d+ [\\w.]+\\] ");
  private static final Pattern PROGRAM_AGAIN = Pattern.compile("^sshd[\\w-]*(?:\\[\\d+\\])?: ");

  private static Pattern pattern(String text) {
    return Pattern.compile(text, Pattern.DOTALL);
  }

  /** The same, said at another moment. */
  public SyslogLine at(Instant moment) {
    return new SyslogLine(moment, host, program, pid, message);
  }

  /** A line before it is known when it was. */
  private record Parts(String host, String program, String pid, String message) {}

  /** Reads lines in order. */
  public static final class Reader {

    private final TimeLine timeLine;
    private final ZoneId zone;
    private final String own;
    private final Pattern ownWords;

    /**
     * A reader that has read nothing yet.
     *
     * @param own the program that speaks where a container's or service's log names none
     * @param ownWords how its messages begin, if they may come without its name
     */
    public Reader(LogFormat.Clock clock, String own, Pattern ownWords) {
      this.timeLine = new TimeLine(clock);
      this.zone = clock.zone();
      this.own = own;
      this.ownWords = ownWords;
    }

    /** A file begins with these lines. */
    public void begins(List<String> lines) {
      List<WrittenTime> times = new ArrayList<>();
      for (String line : lines) {
        try {
          WrittenTime.read(bare(line), zone).ifPresent(times::add);
        } catch (DateTimeException noSuchMoment) {
          // Reported when the line is read.
        }
      }
      timeLine.begins(times);
    }

    public boolean isNewestFirst() {
      return timeLine.isNewestFirst();
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException that says why it is no line of syslog
     * @throws YearWanted when the line has no year and none was given
     */
    public SyslogLine read(String line) {
      return line.startsWith("{")
          ? JsonLine.ofJournal(line)
              .orElseGet(() -> readText(JsonLine.ofContainer(line).orElse("")))
          : readText(line);
    }

    private SyslogLine readText(String line) {
      String bare = bare(line);
      if (MONOTONIC.matcher(bare).matches()) {
        throw new IllegalArgumentException(
            "its time counts from the start of the machine; export with -o short-iso");
      }
      try {
        WrittenTime time =
            WrittenTime.read(bare, zone).orElseThrow(() -> new IllegalArgumentException(NO_SYSLOG));
        Parts parts = parts(time).orElseThrow(() -> new IllegalArgumentException(NO_SYSLOG));
        return new SyslogLine(
            timeLine.moment(parts.host(), time),
            parts.host(),
            parts.program(),
            parts.pid(),
            parts.message());
      } catch (DateTimeException noSuchMoment) {
        throw new IllegalArgumentException(NO_SYSLOG, noSuchMoment);
      }
    }

    /** From the time on; of what may stand before it nothing is needed. */
    private static String bare(String line) {
      String text = line.stripLeading();
      for (Pattern before : List.of(OF_COMPOSE, PRIORITY, VERSION)) {
        Matcher matcher = before.matcher(text);
        text = matcher.matches() ? matcher.group(1) : text;
      }
      Matcher windows = OF_WINDOWS.matcher(text);
      return windows.matches() ? windows.group(2) : text;
    }

    private Optional<Parts> parts(WrittenTime time) {
      Matcher container = OF_CONTAINER.matcher(time.rest());
      String rest = container.matches() ? container.group(1) : time.rest();
      Optional<Parts> said = time.year() == null ? Optional.empty() : ownWords(rest);
      return said.or(() -> withinContainer(time, rest)).or(() -> structured(rest));
    }

    /** What the program says by itself, without syslog: only the container's engine adds a time. */
    private Optional<Parts> ownWords(String rest) {
      return ownWords.matcher(rest).lookingAt()
          ? Optional.of(new Parts("", own, "", rest))
          : Optional.empty();
    }

    /** A line of syslog behind a time of the container's engine, which is the exacter one. */
    private Optional<Parts> withinContainer(WrittenTime outer, String rest) {
      return outer.year() == null
          ? Optional.empty()
          : WrittenTime.read(bare(rest), zone).flatMap(inner -> structured(inner.rest()));
    }

    private static Optional<Parts> structured(String rest) {
      Matcher ietf = IETF.matcher(rest);
      if (ietf.matches()) {
        String message = ietf.group(5) == null ? "" : ietf.group(5);
        return Optional.of(
            parts(
                dashIsEmpty(ietf.group(1)),
                ietf.group(2),
                dashIsEmpty(ietf.group(3)),
                PROGRAM_AGAIN.matcher(message).replaceFirst("")));
      }
      Matcher daemon = OF_THE_DAEMON.matcher(rest);
      if (daemon.matches()) {
        String host = daemon.group(1) == null ? "" : daemon.group(1);
        return Optional.of(new Parts(host, "", "", daemon.group(2)));
      }
      Matcher bsd = BSD.matcher(rest);
      if (bsd.matches()) {
        return Optional.of(parts(bsd.group(1), bsd.group(2), bsd.group(3), bsd.group(4)));
      }
      Matcher alone = WITHOUT_HOST.matcher(rest);
      return alone.matches()
          ? Optional.of(parts("", alone.group(1), alone.group(2), alone.group(3)))
          : Optional.empty();
    }

    private static Parts parts(String host, String program, String pid, String message) {
      return new Parts(
          host,
          program.substring(program.lastIndexOf('/') + 1),
          pid == null ? "" : pid,
          SOLARIS_ID.matcher(message).replaceFirst(""));
    }

    private static String dashIsEmpty(String text) {
      return text.equals("-") ? "" : text;
    }
  }
}
