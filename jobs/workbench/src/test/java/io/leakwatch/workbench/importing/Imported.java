package io.leakwatch.workbench.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.local.files.EventFile;
import io.leakwatch.local.files.FileRecord;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;

/** A log that went through the command line, and the events that came out. */
record Imported(CommandRun run, List<SpecificRecordBase> events) {

  /** Lines of sshd's log; the year is 2024. */
  static Imported sshd(Path folder, List<String> args, String... lines) {
    List<String> all = new ArrayList<>(List.of("--format", "sshd", "--year", "2024"));
    all.addAll(args);
    return of(folder, all, "login.jsonl", String.join("\n", lines) + "\n");
  }

  static Imported sshd(Path folder, String... lines) {
    return sshd(folder, List.of(), lines);
  }

  static Imported combined(Path folder, String... lines) {
    return of(
        folder, List.of("--format", "combined"), "api.jsonl", String.join("\n", lines) + "\n");
  }

  static Imported of(Path folder, List<String> args, String output, String text) {
    Path log = folder.resolve("some.log");
    try {
      Files.write(log, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    Path out = folder.resolve(output);
    CommandRun run =
        CommandRun.of(
            Stream.of(Stream.of("import", log, "--output", out, "--overwrite"), args.stream())
                .flatMap(part -> part)
                .toArray());
    return new Imported(run, Files.exists(out) ? read(out) : List.of());
  }

  static List<SpecificRecordBase> read(Path path) {
    List<SpecificRecordBase> events = new ArrayList<>();
    try (EventFile file = EventFile.open(path)) {
      while (file.hasNext()) {
        FileRecord record = file.next();
        assertThat(record.fault()).isNull();
        events.add(record.event());
      }
    }
    return events;
  }

  List<LoginEvent> logins() {
    return events.stream().map(LoginEvent.class::cast).toList();
  }

  List<ApiEvent> calls() {
    return events.stream().map(ApiEvent.class::cast).toList();
  }

  List<String> times() {
    return logins().stream().map(event -> event.getOccurredAt().toString()).toList();
  }

  List<String> addresses() {
    return logins().stream().map(LoginEvent::getIp).toList();
  }

  List<String> accounts() {
    return logins().stream().map(LoginEvent::getAccountId).toList();
  }
}
