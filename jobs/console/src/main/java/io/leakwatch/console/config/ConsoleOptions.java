package io.leakwatch.console.config;

import io.leakwatch.detection.option.Option;
import java.time.Duration;
import java.util.List;

/** Everything that may be set about the console; which Kafka, it reads from the job's options. */
public final class ConsoleOptions {

  public static final Option<Integer> PORT =
      Option.whole("console.port", 8090, "port")
          .between(0, 65_535)
          .because(
              "Where the page is served. Beside 8080 and 8081, which a browser's proxy and Flink"
                  + " often have. 0 takes any that is free.");
  public static final Option<String> HOST =
      Option.text("console.host", "127.0.0.1")
          .because(
              "Address to listen on. Only on a loopback address there may be no login. `0.0.0.0`"
                  + " listens on all of the machine's.");
  public static final Option<String> FOLDER =
      Option.text("console.folder", "")
          .because(
              "Where the console keeps what it has read. It may be deleted: all of it is in Kafka."
                  + " Empty: beside the configuration, `leakwatch.console` for `leakwatch.yaml`.");
  public static final Option<String> PUBLIC_URL =
      Option.text("console.public-url", "")
          .because(
              "Address by which people reach the page, such as `https://leakwatch.example.org`. Links"
                  + " in webhooks begin with it; empty: they hold none.");
  public static final Option<String> USERS_FILE =
      Option.text("console.users-file", "")
          .because(
              "Who may sign in, as `./leakwatch console user add` writes it. Read again when it"
                  + " changes: a user who is removed is out at once.");
  public static final Option<List<String>> TRUSTED_PROXIES =
      Option.texts("console.trusted-proxies", List.of())
          .because(
              "Addresses and ranges of proxies that are believed: whom they forward for, whether by"
                  + " https and, with `console.user-header`, who it is. What others say of that is"
                  + " ignored.");
  public static final Option<String> USER_HEADER =
      Option.text("console.user-header", "")
          .because(
              "Header in which a trusted proxy gives the user's name, such as `X-Forwarded-User`."
                  + " The proxy must remove it from what browsers send. Empty: no proxy signs"
                  + " anybody in.");
  public static final Option<String> ROLE_HEADER =
      Option.text("console.role-header", "")
          .because(
              "Header in which a trusted proxy gives the user's role: viewer, analyst or lead."
                  + " Empty: all have `console.default-role`.");
  public static final Option<String> DEFAULT_ROLE =
      Option.oneOf("console.default-role", "viewer", List.of("viewer", "analyst", "lead"))
          .because(
              "Role of whom a trusted proxy signs in without one. Who only reads can do no harm.");
  public static final Option<String> TLS_CERTIFICATE =
      Option.text("console.tls.certificate", "")
          .because(
              "File with the certificate and its chain, in PEM; with `console.tls.key` the page is"
                  + " served by https. Read at the start.");
  public static final Option<String> TLS_KEY =
      Option.text("console.tls.key", "")
          .because("File with the certificate's key, in PEM (PKCS #8), without a password.");
  public static final Option<Duration> SESSION_LENGTH =
      Option.duration("console.session-length", Duration.ofHours(12))
          .between(Duration.ofMinutes(5), Duration.ofDays(7))
          .because("A session ends this long after its login. A shift has 8 to 12 hours.");
  public static final Option<Duration> SESSION_IDLE =
      Option.duration("console.session-idle", Duration.ofHours(2))
          .between(Duration.ofMinutes(1), Duration.ofDays(7))
          .because(
              "A session ends this long after its last request. An open page asks whenever an alert"
                  + " changes, so this ends those of closed ones.");
  public static final Option<List<String>> METRICS =
      Option.texts("console.metrics", List.of())
          .because(
              "URLs at which Flink's reporter for Prometheus exposes the job's metrics, such as"
                  + " `http://taskmanager-1:9249/metrics`, one for each process. Empty: the health"
                  + " page shows no figures of the job.");

  public static final List<Option<?>> ALL =
      List.of(
          PORT,
          HOST,
          FOLDER,
          PUBLIC_URL,
          USERS_FILE,
          TRUSTED_PROXIES,
          USER_HEADER,
          ROLE_HEADER,
          DEFAULT_ROLE,
          TLS_CERTIFICATE,
          TLS_KEY,
          SESSION_LENGTH,
          SESSION_IDLE,
          METRICS);

  private ConsoleOptions() {}
}
