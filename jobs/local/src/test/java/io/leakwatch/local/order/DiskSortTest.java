package io.leakwatch.local.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.files.EventFileWriter;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskSortTest {

  private static final long T = Instant.parse("2026-08-01T00:00:00Z").toEpochMilli();
  private static final Limits TINY = new Limits(0, 1, 10_000, 3);

  @TempDir private Path folder;

  @BeforeAll
  static void letAvroMakeOurClasses() {
    TrustedSchemas.trust();
  }

  /** Logins a millisecond apart, the newest first. */
  private Path newestFirst(String name, int events, String userAgent) {
    Path file = folder.resolve(name);
    try (EventFileWriter writer = EventFileWriter.create(file, EventKind.LOGIN)) {
      for (int i = events - 1; i >= 0; i--) {
        writer.append(
            LoginEvent.newBuilder()
                .setEventId("e" + i)
                .setOccurredAt(Instant.ofEpochMilli(T + i))
                .setAction(LoginAction.LOGIN)
                .setOutcome(LoginOutcome.SUCCESS)
                .setAccountId("account-" + i)
                .setUserAgent(userAgent)
                .build());
      }
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"login.avro", "login.jsonl", "login.jsonl.gz"})
  void everyRecordIsThereOnceAndAsItWas(String name) {
    Path file = newestFirst(name, 2_000, null);
    List<Timed> records = new ArrayList<>();

    FilesInOrder inOrder = FilesInOrder.of(List.of(file), () -> folder, TINY, words -> {});

    assertThat(inOrder.parts()).hasSizeBetween(2, 3);
    for (FilesInOrder.Part part : inOrder.parts()) {
      List<Long> times = new ArrayList<>();
      try (InOrder run = part.open()) {
        while (run.hasNext()) {
          records.add(run.next());
          times.add(records.get(records.size() - 1).time());
        }
      }
      assertThat(times).isSorted().startsWith(part.earliest());
    }
    List<Timed> expected = new ArrayList<>();
    try (InOrder read = new LookAhead(file, 2_000)) {
      read.forEachRemaining(expected::add);
    }
    records.sort(null);
    assertThat(inWords(records)).isEqualTo(inWords(expected));
  }

  /** Whole; compared field by field, thousands of records would take a minute. */
  private static List<String> inWords(List<Timed> records) {
    return records.stream()
        .map(
            each ->
                String.join(
                    " ",
                    each.file(),
                    each.kind().name(),
                    Long.toString(each.time()),
                    Long.toString(each.record().number()),
                    String.valueOf(each.record().event()),
                    String.valueOf(each.record().fault()),
                    Arrays.toString(each.record().raw()),
                    each.unknown().toString()))
        .toList();
  }

  @Test
  void whatIsOnlySlightlyOutOfOrderIsNotCopied() {
    Path file = newestFirst("login.jsonl", 2_000, null);

    FilesInOrder inOrder =
        FilesInOrder.of(
            List.of(file),
            () -> {
              throw new IllegalStateException("no folder is needed");
            },
            words -> {});

    assertThat(inOrder.parts())
        .containsExactly(new FilesInOrder.Part(file.toString(), false, T, 1_999));
  }

  @Test
  void aFullDiskIsSaidInWordsWithWhatToDo() throws IOException {
    Path full = Path.of("/dev/full");
    assumeThat(full).exists();
    Path file = newestFirst("login.jsonl", 2_000, null);
    Path runs = Files.createDirectory(folder.resolve("runs"));
    Files.createSymbolicLink(runs.resolve("run-0"), full);

    assertThatThrownBy(() -> FilesInOrder.of(List.of(file), () -> runs, TINY, words -> {}))
        .isInstanceOf(CommandFault.class)
        .hasMessageContaining("not in the order of their times")
        .hasMessageContaining(runs.toString())
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("MB. Make room there")
        .hasMessageContaining("java.io.tmpdir");
  }

  @Test
  void theFolderIsRemovedWithWhatIsInIt() throws IOException {
    Path made;
    try (SortFolder sorting = new SortFolder()) {
      made = sorting.get();
      assertThat(sorting.get()).isEqualTo(made);
      Files.writeString(made.resolve("run-0"), "sorted");
    }
    assertThat(made).doesNotExist();
  }

  @Test
  void filesThatAreOpenAtTheSameTimeShareTheMemory() {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      files.add(newestFirst("login-" + i + ".jsonl", 10, null));
    }
    Limits five = new Limits(1 << 20, 5 * (300L << 10), 1 << 20, 2);

    FilesInOrder inOrder = FilesInOrder.of(files, () -> folder, five, words -> {});

    assertThat(inOrder.parts()).filteredOn(part -> !part.isSorted()).hasSize(5);
    assertThat(inOrder.parts()).filteredOn(FilesInOrder.Part::isSorted).isNotEmpty();
  }

  /** Of a JVM of its own, which has less memory than the file that it sorts. */
  static final class InLittleMemory {

    public static void main(String[] args) {
      long records = 0;
      try (SortFolder sorting = new SortFolder()) {
        for (FilesInOrder.Part part :
            FilesInOrder.of(List.of(Path.of(args[0])), sorting, words -> {}).parts()) {
          try (InOrder run = part.open()) {
            for (long last = 0; run.hasNext(); records++) {
              long time = run.next().time();
              if (time < last) {
                throw new IllegalStateException(time + " is behind " + last);
              }
              last = time;
            }
          }
        }
      }
      System.out.println("sorted " + records);
    }
  }

  @Test
  void aFileThatIsLargerThanTheMemory() throws Exception {
    int events = 60_000;
    Path file = newestFirst("login.jsonl", events, "a client ".repeat(250));
    assertThat(Files.size(file)).isGreaterThan(120L << 20);
    Path said = folder.resolve("said");

    Process sorting =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx112m",
                "-Djava.io.tmpdir=" + Files.createDirectory(folder.resolve("tmp")),
                "-cp",
                System.getProperty("java.class.path"),
                InLittleMemory.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();

    assertThat(sorting.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(said).content().endsWith("sorted " + events + "\n");
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
  }
}
