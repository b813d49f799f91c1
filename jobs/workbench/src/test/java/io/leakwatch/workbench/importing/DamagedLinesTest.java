package io.leakwatch.workbench.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.leakwatch.workbench.importing.lines.LogFormat;
import io.leakwatch.workbench.importing.web.Proxies;
import io.leakwatch.workbench.importing.web.WebPaths;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a line, it is an event, skipped, or unreadable; nothing breaks. */
class DamagedLinesTest {

  private static final List<String> LINES =
      List.of(
          "May 14 08:00:00 box sshd[31]: Failed password for root from 203.0.113.40 port 9 ssh2",
          "<86>1 2024-06-07T11:15:42.5+02:00 gate sshd 77 ID7 [m a=\"x\"] Invalid user a from b",
          "2024-06-07T09:15:42.1Z stderr F Accepted publickey for a from ::1 port 9 ssh2: RSA x",
          "May 14 08:00:00 box sshd[31]: message repeated 3 times: [ Failed none for a from b]",
          "May 14 08:00:00 box last message repeated 3 times",
          "May 14 08:00:00 box sshd[31]: PAM 2 more authentication failures; logname= uid=0 euid=0"
              + " tty=ssh ruser= rhost=a.b  user=c",
          "{\"__REALTIME_TIMESTAMP\":\"1717751742123456\",\"MESSAGE\":[70,97],\"_PID\":\"1\"}",
          "{\"log\":\"Failed x\\n\",\"time\":\"2024-06-07T09:15:42.1Z\"}",
          "shop.example:443 203.0.113.40, 10.0.0.4 - ada [14/May/2024:08:00:00 +0000] \"GET"
              + " /user?id=%41 HTTP/1.1\" 200 12 \"-\" \"x\" \"9.9.9.9, -\" 0.1",
          "[2001:db8::5]:1 - - [2024-05-14T10:00:00+02:00] \"POST http://a/login HTTP/1.1\" 302 -");

  private static final List<String> PARTS =
      List.of(
          " ",
          ",",
          "\"",
          "\\",
          "[",
          "]",
          "-",
          ":",
          "%",
          "%zz",
          "?",
          "=",
          "&",
          "/",
          "\0",
          "\r",
          "\u2028",
          " from ",
          " port 99999999999 ",
          "[14/May/2024:08:00:00 +0000] \"",
          "99",
          "{",
          "}",
          "\uFEFF",
          " - - ",
          ", ",
          "user ",
          "Feb 30 25:61:61 ",
          "+99:99",
          "ß",
          "\uD83D",
          "1.2.3.4");

  private static LogFormat log(String format) {
    return LogFormats.named(format)
        .apply(
            new LogFormats.Given(
                new LogFormat.Clock(Optional.of(Year.of(2024)), ZoneOffset.UTC),
                WebPaths.defaults(),
                Proxies.of(List.of()),
                null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sshd", "combined"})
  void nothingBreaks(String format) {
    Random random = new Random(7);
    LogFormat log = log(format);
    for (int i = 0; i < 20_000; i++) {
      String line = damaged(LINES.get(random.nextInt(LINES.size())), random);
      log.begins(List.of(line, line));
      long number = i;
      assertThatCode(() -> assertThat(log.read(number, line)).isNotNull())
          .as(line)
          .doesNotThrowAnyException();
      log.settled(false);
    }
    log.settled(true);
  }

  private static String damaged(String line, Random random) {
    StringBuilder text = new StringBuilder(line);
    for (int n = random.nextInt(4); n >= 0; n--) {
      int at = random.nextInt(text.length() + 1);
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, PARTS.get(random.nextInt(PARTS.size())));
        case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(12)));
        default -> text.setLength(at);
      }
    }
    return text.toString();
  }
}
