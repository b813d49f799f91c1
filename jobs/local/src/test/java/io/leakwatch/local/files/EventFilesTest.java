package io.leakwatch.local.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.local.CommandFault;
import io.leakwatch.schemas.EventKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of the files that a user names, or that lie in a folder, are event files. */
class EventFilesTest {

  private static final String LOGIN =
      "{\"event_id\":\"a\",\"occurred_at\":\"2026-08-01T00:00:00Z\",\"action\":\"LOGIN\","
          + "\"outcome\":\"SUCCESS\",\"account_id\":\"ada\"}\n";
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** What lies about in folders, by its name, and the beginning of what is said of it. */
  private static final Map<String, String> FOREIGN =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(".login.jsonl", "is not an event file: it is hidden"),
              Map.entry("._login.jsonl", "is not an event file: it is hidden"),
              Map.entry("alert.avro", "is not an event file: it holds records of Other"),
              Map.entry(
                  "alerts.jsonl", "is not an event file: other commands write files of this name"),
              Map.entry("api-spec.json", "is not an event file: none of its first lines is"),
              Map.entry(
                  "api.avro", "is not an event file: its records of Other cannot be read as Api"),
              Map.entry("blank.jsonl", "is empty"),
              Map.entry("cut.avro", "is cut short"),
              Map.entry("cut.jsonl", "is not an event file: none of its first lines is"),
              Map.entry(
                  "cut.jsonl.gz", "cannot be read: the file is cut short or damaged here: it"),
              Map.entry("dm-list.json", "is not an event file: none of its first lines is"),
              Map.entry("dm-minified.json", "is not an event file: none of its first lines is"),
              Map.entry(
                  "dm-notes.txt", "is not an event file: its name should end with .avro, .jsonl"),
              Map.entry("empty.avro", "is empty"),
              Map.entry("empty.json", "is empty"),
              Map.entry("empty.jsonl.gz", "is empty"),
              Map.entry(
                  "labels.jsonl", "is not an event file: other commands write files of this name"),
              Map.entry("login.jsonl.gz", "is not gzip, though its name says so"),
              Map.entry("mark.jsonl", "is empty"),
              Map.entry("login-other.avro", "is not an Avro container file, though its name says"),
              Map.entry("package.json", "is not an event file: none of its first lines is"),
              Map.entry("picture.jsonl", "is not an event file: none of its first lines is")));

  @TempDir private Path folder;

  private void writeForeign() throws IOException {
    text(".login.jsonl", LOGIN);
    bytes("._login.jsonl", new byte[] {0, 5, 22, 7});
    otherAvro("alert.avro");
    text("alerts.jsonl", "{\"alert_id\":\"x\"}");
    text("api-spec.json", "{\n  \"openapi\": \"3.1\",\n  \"paths\": {}\n}\n");
    otherAvro("api.avro");
    text("blank.jsonl", "\n \t\r\n\r\n");
    bytes("cut.avro", new byte[] {'O', 'b', 'j', 1, 4});
    text("cut.jsonl", LOGIN.substring(0, 40));
    bytes("cut.jsonl.gz", new byte[] {0x1f, (byte) 0x8b, 8});
    text("dm-list.json", "[" + LOGIN.strip() + "]");
    text("dm-minified.json", "{\"name\":\"x\",\"version\":\"1\"}");
    text("dm-notes.txt", LOGIN);
    text("empty.avro", "");
    text("empty.json", "");
    text("empty.jsonl.gz", "");
    text("labels.jsonl", "{\"label_id\":\"x\"}");
    text("login.jsonl.gz", LOGIN);
    bytes("mark.jsonl", MARK);
    text("login-other.avro", LOGIN);
    text("package.json", "{\n  \"name\": \"x\"\n}\n");
    bytes("picture.jsonl", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0});
  }

  private Path text(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void bytes(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  private void otherAvro(String name) throws IOException {
    Schema other = SchemaBuilder.record("Other").fields().requiredString("event_id").endRecord();
    try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(other))) {
      writer.create(other, folder.resolve(name).toFile());
      writer.append(new GenericRecordBuilder(other).set("event_id", "x").build());
    }
  }

  @Test
  void inAFolderWhatIsNoEventFileIsSkippedAndSaidToBe() throws IOException {
    writeForeign();
    Path login = text("login.jsonl", LOGIN);
    Path deeper = Files.createDirectory(folder.resolve("deeper.jsonl"));
    Path loose = Files.createSymbolicLink(folder.resolve("loose.jsonl"), folder.resolve("gone"));

    EventFiles found = EventFiles.in(List.of(folder));

    assertThat(found.files()).containsExactly(login);
    Map<String, String> reasons =
        found.skipped().stream()
            .collect(
                Collectors.toMap(
                    each -> Path.of(each.file()).getFileName().toString(),
                    EventFiles.Skipped::reason));
    assertThat(reasons.remove(deeper.getFileName().toString()))
        .isEqualTo("is a folder inside a folder; to read it, give it as an input, too");
    assertThat(reasons.remove(loose.getFileName().toString())).isEqualTo("is not there");
    assertThat(reasons.keySet()).isEqualTo(FOREIGN.keySet());
    reasons.forEach((name, reason) -> assertThat(reason).as(name).startsWith(FOREIGN.get(name)));
  }

  @Test
  void whatIsNamedAndNoEventFileIsAFaultThatNamesItOnOneLine() throws IOException {
    writeForeign();

    FOREIGN.forEach(
        (name, reason) -> {
          Path file = folder.resolve(name);
          if (reason.contains("hidden") || reason.contains("other commands")) {
            return; // named, it is read for what is in it
          }
          assertThatThrownBy(() -> EventFiles.in(List.of(file)))
              .isInstanceOf(CommandFault.class)
              .hasMessageStartingWith(file + " " + reason)
              .hasMessageNotContaining("\n");
        });
    assertThat(EventFiles.in(List.of(folder.resolve(".login.jsonl"))).files()).hasSize(1);
  }

  @Test
  void anEmptyFileWhoseNameSaysItsKindHoldsNoEvents() throws IOException {
    text("login.jsonl", "");
    text("api.avro", "");
    text("dm.jsonl.gz", "");
    text("login-blank.ndjson", "\n\n");
    bytes("login-mark.json", MARK);
    EventFileWriter.create(folder.resolve("no-records.avro"), EventKind.API).close();

    EventFiles found = EventFiles.in(List.of(folder));

    assertThat(found.files()).hasSize(6);
    assertThat(found.skipped()).isEmpty();
    for (Path file : found.files()) {
      try (EventFile events = EventFile.open(file)) {
        assertThat(events.hasNext()).as(file.toString()).isFalse();
      }
    }
  }

  @Test
  void aFolderWithoutEventFilesIsAFaultThatSaysWhatWasLookedFor() throws IOException {
    Path notes = text("notes.txt", "");
    text("package.json", "{\n}\n");

    assertThatThrownBy(() -> EventFiles.in(List.of(folder)))
        .isInstanceOf(CommandFault.class)
        .hasMessageStartingWith("no event files in folder %s; their names end with ", folder)
        .hasMessageContaining(
            "; the folder holds 2 others; for example, %s is not an event file: ", notes)
        .hasMessageNotContaining("\n");
  }

  @Test
  void anEventFileIsRecognizedByItsFirstRecordsEvenIfOneOfThemIsNone() throws IOException {
    Path other = text("other.jsonl", "nonsense\n" + LOGIN);
    Path api = text("api.jsonl", "{}\n" + LOGIN);
    Path marked = text("marked.jsonl", new String(MARK, UTF_8) + LOGIN);
    Path lacking = text("login.jsonl", "{\"event_id\":\"a\"}\n");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(LOGIN.getBytes(UTF_8));
    }
    bytes("packed.jsonl.gz", packed.toByteArray());

    EventFiles found = EventFiles.in(List.of(folder));
    assertThat(found.files()).hasSize(5);
    assertThat(found.doubts())
        .containsExactly(
            lacking
                + " is read as login-events because of its name, but none of its first records has"
                + " all the fields of such an event");
    for (Path file : List.of(other, api, marked, lacking, folder.resolve("packed.jsonl.gz"))) {
      try (EventFile events = EventFile.open(file)) {
        assertThat(events.kind()).as(file.toString()).isEqualTo(EventKind.LOGIN);
      }
    }
  }
}
