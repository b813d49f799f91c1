package io.leakwatch.workbench.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.local.files.Line;
import io.leakwatch.pipeline.admit.Faults;
import io.leakwatch.pipeline.mapping.Mapping;
import io.leakwatch.pipeline.mapping.MappingFault;
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
          Proxies.of(List.of()),
          mapping());

  private static Mapping mapping() {
    try {
      return Mapping.of(
          """
          event: login-events
          fields:
            event_id: place
            occurred_at: {from: /0, time: iso, zone: UTC}
            account_id: [/1, content]
            ip: /2
            action: {constant: LOGIN}
            outcome: {from: /3, values: {true: SUCCESS}, otherwise: FAILURE, default: FAILURE}
          """);
    } catch (MappingFault fault) {
      throw new AssertionError(fault);
    }
  }

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
