package io.leakwatch.console;

import io.leakwatch.console.config.ConsoleOptions;
import io.leakwatch.console.config.WebhookOptions;
import io.leakwatch.detection.option.OptionTable;
import io.leakwatch.workbench.docs.GeneratedPages;
import java.nio.file.Path;

/** docs/console-options.md, from where the options are declared. */
final class OptionsPage {

  private OptionsPage() {}

  static GeneratedPages.Page page() {
    return new GeneratedPages.Page(Path.of("docs/console-options.md"), text());
  }

  private static String text() {
    return "# Options of the console\n\n"
        + GeneratedPages.NOTICE
        + """

        They stand in the job's configuration file, whose other keys [`options.md`](options.md) lists; the console reads
        from those which Kafka, which topics, and what is set about detectors. It does not start with an unknown key, a wrong
        type or a value out of range; it lists all faults together. Secrets are best left to `${NAME}` and `${file:/path}`.

        ```yaml
        console:
          host: 0.0.0.0
          users-file: /etc/leakwatch/users
          tls: {certificate: /etc/leakwatch/tls.crt, key: /etc/leakwatch/tls.key}
          metrics: ["http://taskmanager-1:9249/metrics"]
          webhooks:
            night-duty:
              url: ${file:/etc/leakwatch/chat-url}
              format: slack
              severity: high
        ```

        ## The page

        """
        + OptionTable.of("", ConsoleOptions.ALL)
        + """

        ## Webhooks

        Each has a name of its own, lower case letters, digits and dashes, at most 20 of them.

        """
        + OptionTable.of("console.webhooks.NAME.", WebhookOptions.ALL)
        + """

        ### What is sent

        The first revision of an alert that fits the rule, and each later one that is more severe than what was sent before.
        Alerts on trial and suppressed ones (mode SHADOW) are not sent. A new webhook begins with what comes from then on.

        Each is an HTTP POST of JSON. With `format: generic`:

        ```json
        {
          "type": "leakwatch.alert",
          "key": "ALERT_ID:REVISION:NAME",
          "rule": "NAME",
          "link": "https://leakwatch.example.org/#/alert/ALERT_ID",
          "alert": {"alert_id": "…", "revision": 1, "activity": "CREATE", "severity": "HIGH", "…": "…"}
        }
        ```

        `alert` is the whole alert, as [`alerts.md`](alerts.md) describes it; `link` is null without `console.public-url`.
        With `format: slack` it is `{"text": "…"}`; nothing that an id holds becomes a mention, a link or formatting in it.

        | header | value |
        |---|---|
        | `webhook-id`, `Idempotency-Key` | the `key`: the same at each attempt |
        | `webhook-timestamp` | when this attempt was made, seconds of the epoch |
        | `webhook-signature` | `v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body` |

        These are the headers of [Standard Webhooks](https://www.standardwebhooks.com), for which there are libraries. A
        receiver checks the signature, and that the timestamp is not older than a few minutes.

        ### How often

        At least once. A receiver answers with a status from 200 to 299 within 10 s; it may get the same key twice, after the
        console or Kafka has failed at the wrong moment, and ignores it then. Status 400, 413, 415 or 422 says that this alert
        will never be taken: it counts as failed. After anything else the same alert is sent again, after 1 s, 2 s, 4 s, up to
        5 min, until `give-up-after`. What was sent is remembered in Kafka, as the offsets of the consumer group
        `GROUP-handover-NAME`, where `GROUP` is `kafka.group-id`; the console needs the right to read with it. Several
        consoles share the work. The health page shows how each webhook fares.
        """;
  }
}
