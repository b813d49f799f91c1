package io.leakwatch.workbench.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.local.files.EventFile;
import io.leakwatch.local.files.EventFiles;
import io.leakwatch.traffic.worlds.World;
import io.leakwatch.workbench.CommandRun;
import io.leakwatch.workbench.Leakwatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GenerateCommandTest {

  private static final List<String> FILES =
      List.of("login-events.avro", "api-events.avro", "dm-metadata-events.avro", "labels.jsonl");

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theSameSeedWritesTheSameBytes() throws IOException {
    Path one = generate("one", "--seed", "1");
    Path again = generate("again", "--seed", "1");
    Path other = generate("other", "--seed", "2");

    for (String file : FILES) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(one.resolve(file));
      assertThat(Files.mismatch(one.resolve(file), other.resolve(file))).isNotNegative();
    }
  }

  @Test
  void theThreeFilesTogetherHoldAllEvents() throws IOException {
    Path files = generate("all");

    long count = 0;
    for (String file : FILES.subList(0, 3)) {
      count += records(files.resolve(file));
    }

    assertThat(count).isEqualTo(20_000);
    assertThat(out.toString()).startsWith("20,000 events (").containsPattern(" \\d+ labels in ");
  }

  @Test
  void asJsonLinesItIsTheSameEvents() throws IOException {
    List<Path> avro = EventFiles.in(List.of(generate("avro"))).files();
    List<Path> json = EventFiles.in(List.of(generate("json", "--json"))).files();

    assertThat(json).hasSameSizeAs(avro).allMatch(file -> file.toString().endsWith(".jsonl"));
    for (int i = 0; i < avro.size(); i++) {
      assertThat(events(json.get(i))).isNotEmpty().isEqualTo(events(avro.get(i)));
    }
  }

  @Test
  void aLabelHasTheContractsFields() throws IOException {
    Path files = generate("labels");

    List<String> lines = Files.readAllLines(files.resolve("labels.jsonl"));

    assertThat(lines).isNotEmpty();
    JsonNode label = new ObjectMapper().readTree(lines.get(0));
    assertThat(label.fieldNames())
        .toIterable()
        .containsExactly("label_id", "detector_id", "subject", "first_at", "last_at", "note");
    assertThat(label.get("subject").fieldNames()).toIterable().containsExactly("type", "id");
    assertThat(label.get("first_at").isIntegralNumber()).isTrue();
  }

  @Test
  void innocentTrafficHasNoLabels() throws IOException {
    assertThat(generate("innocent", "--innocent").resolve("labels.jsonl")).isEmptyFile();
  }

  @Test
  void aFolderThatCannotBeIsOneClearLine() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");

    int status = run("--output", file.toString());

    assertThat(status).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("leakwatch: cannot write to " + file)
        .hasLineCount(1)
        .contains("give --output a folder in which you may write");
  }

  @Test
  void noEventsAtAllIsAWrongCall() {
    assertThat(run("--output", folder.toString(), "--events", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--events must be 1 or more, not 0");
  }

  @Test
  void aKafkaThatIsNotThereIsSaidBeforeAnythingIsWritten() {
    CommandRun run =
        CommandRun.of(
            "generate", "--kafka", "127.0.0.1:1", "--output", folder.resolve("none").toString());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("no Kafka broker answers at 127.0.0.1:1");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void aWorldThatDoesNotExistIsAWrongCallThatNamesTheNearest() {
    assertThat(run("--output", folder.toString(), "--world", "sparse,no-device")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("leakwatch: ")
        .contains("--world", "there is no world \"no-device\"; did you mean no-devices?");
  }

  @Test
  void aWorldThatIsLikeNoneIsAWrongCallThatSaysWhereTheyAreListed() {
    assertThat(run("--output", folder.toString(), "--world", "atlantis")).isEqualTo(2);
    assertThat(err.toString())
        .contains("there is no world \"atlantis\"; './leakwatch generate --help' lists them");
  }

  @Test
  void worldsThatContradictEachOtherAreAWrongCall() {
    assertThat(run("--output", folder.toString(), "--world", "uuid-ids,numeric-ids")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--world: uuid-ids and numeric-ids contradict each other; give one of them");
  }

  @Test
  void theHelpListsEveryWorld() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains(World.ids().stream().map("\n  %s "::formatted).toList())
        .contains("no event carries a device");
  }

  @Test
  void inAWorldItWritesWhatIsSeenThere() {
    Path files = generate("world", "--world", "small,no-devices,doubled");

    List<SpecificRecordBase> logins = events(files.resolve("login-events.avro"));

    assertThat(logins).isNotEmpty().extracting(login -> login.get("device_id")).containsOnlyNulls();
    assertThat(new HashSet<>(logins)).hasSizeLessThan(logins.size());
    assertThat(out.toString()).doesNotStartWith("20,000 events");
  }

  private Path generate(String name, String... more) {
    Path output = folder.resolve(name);
    String[] args = new String[more.length + 4];
    System.arraycopy(more, 0, args, 4, more.length);
    args[0] = "--events";
    args[1] = "20000";
    args[2] = "--output";
    args[3] = output.toString();
    assertThat(run(args)).as(err.toString()).isZero();
    return output;
  }

  private int run(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "generate";
    System.arraycopy(args, 0, all, 1, args.length);
    CommandLine line = Leakwatch.commandLine();
    return line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(all);
  }

  private static List<SpecificRecordBase> events(Path path) {
    List<SpecificRecordBase> events = new ArrayList<>();
    try (EventFile file = EventFile.open(path)) {
      file.forEachRemaining(record -> events.add(record.event()));
    }
    return events;
  }

  private static long records(Path file) throws IOException {
    long count = 0;
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      while (reader.hasNext()) {
        reader.next();
        count++;
      }
    }
    return count;
  }
}
