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
        + OptionTable.of("console.webhooks.NAME.", WebhookOptions.ALL);
  }
}
