package io.leakwatch.workbench.suppress;

import io.leakwatch.pipeline.decisions.Objections;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.schemas.Suppression;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A suppression as it is given on the command line. */
final class Draft {

  /** The job's event time runs near the wall clock; what is on its way there is not too late. */
  private static final Duration AHEAD = Duration.ofSeconds(5);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--detector",
      paramLabel = "ID",
      description = "Only alerts of this detector; './leakwatch detectors' lists them.")
  private String detector;

  @Option(
      names = "--subject",
      paramLabel = "TYPE:PATTERN",
      description =
          "Only alerts about such a thing: its type, a colon, and its id, in which * stands for any"
              + " characters. ACCOUNT:svc-* or ADDRESS:203.0.113.7 or CLIENT:*. Without a type,"
              + " *:PATTERN.")
  private String subject;

  @Option(
      names = "--network",
      paramLabel = "CIDR",
      description =
          "Only alerts of which every address is known and lies in it: 192.0.2.0/24,"
              + " 2001:db8::/32, or one IPv4 address.")
  private String network;

  @Option(
      names = "--days",
      paramLabel = "N",
      description =
          "It ends after so many days, 90 at most (default: ${DEFAULT-VALUE}). By events' time.",
      defaultValue = "7")
  private int days;

  @Option(
      names = "--from",
      paramLabel = "T",
      description =
          "Events' time from which it holds: 2026-01-05 (midnight UTC) or 2026-01-05T12:30:00Z"
              + " (default: five seconds from now).")
  private Instant from;

  /** Whether anything is given of what it is about. */
  boolean isGiven() {
    return detector != null || subject != null || network != null;
  }

  /**
   * The suppression.
   *
   * @throws ParameterException if it could not be applied; all reasons are in the message
   */
  Suppression made(String author, String reason, Clock clock) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    Instant begin = from == null ? now.plus(AHEAD) : from;
    Suppression.Builder made =
        Suppression.newBuilder()
            .setSuppressionId(UUID.randomUUID().toString())
            .setRevision(1)
            .setDetectorId(detector)
            .setNetwork(network)
            .setAuthor(author)
            .setReason(reason)
            .setMadeAt(now)
            .setHoldsFrom(begin)
            .setExpiresAt(begin.plus(Duration.ofDays(days)));
    if (subject != null) {
      about(made);
    }
    Suppression suppression = made.build();
    var objections = Objections.to(suppression);
    if (!objections.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "no such suppression can be made:\n  " + String.join("\n  ", objections));
    }
    return suppression;
  }

  private void about(Suppression.Builder made) {
    int colon = subject.indexOf(':');
    if (colon < 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--subject '%s' has no type; write it as ACCOUNT:%s, say, or *:%s"
              .formatted(subject, subject, subject));
    }
    String type = subject.substring(0, colon);
    if (!type.equals("*")) {
      made.setSubjectType(typeOf(type));
    }
    made.setSubject(subject.substring(colon + 1));
  }

  private SubjectType typeOf(String word) {
    return Stream.of(SubjectType.values())
        .filter(each -> each.name().equals(word.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--subject: no type '%s'; there are %s"
                        .formatted(
                            word,
                            Stream.of(SubjectType.values())
                                .map(SubjectType::name)
                                .collect(Collectors.joining(", ")))));
  }
}
