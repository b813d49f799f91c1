package io.leakwatch.workbench.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.local.files.Line;
import io.leakwatch.pipeline.admit.Faults;
import io.leakwatch.workbench.importing.lines.Entry;
import io.leakwatch.workbench.importing.lines.LogFormat;
import io.leakwatch.workbench.importing.web.Proxies;
import io.leakwatch.workbench.importing.web.WebPaths;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** What holds of any line: no format throws, and each event that comes of it is one. */
final class HostileLog {

  private static final LogFormats.Given GIVEN =
      new LogFormats.Given(
          new LogFormat.Clock(Optional.of(Year.of(2024)), ZoneOffset.UTC),
          WebPaths.defaults(),
          Proxies.of(List.of()));

  void lines(byte[] bytes) {
    String line = new Line(0, bytes, null).text();
    for (String name : LogFormats.names()) {
      LogFormat format = LogFormats.named(name).apply(GIVEN);
      format.begins(List.of(line, line));
      Entry entry = format.read(1, line);
      if (entry instanceof Entry.Events found) {
        found.events().forEach(event -> assertThat(Faults.of(event)).isNull());
      }
      format.settled(true).forEach(event -> assertThat(Faults.of(event)).isNull());
    }
  }
}
