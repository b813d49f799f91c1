package io.leakwatch.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.local.Folders;
import io.leakwatch.local.order.FilesInOrder;
import io.leakwatch.local.order.Limits;
import io.leakwatch.local.order.SortFolder;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.DeadLetter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedFilesTest {

  private static final long T = Instant.parse("2026-08-01T00:00:00Z").toEpochMilli();
  private static final Span ALL = Span.between(null, null);

  /** Everything is sorted on disk, a few records a run, and the runs are merged two by two. */
  private static final Limits TINY = new Limits(0, 600 << 10, 2_000, 2);

  @TempDir private Path folder;

  /** The file's kind, and a line of it. */
  private record Placed(String kind, String line) {}

  private static String login(String id, long at, String account) {
    return ("{\"event_id\":\"%s\",\"occurred_at\":%d,\"action\":\"SIGN_%s\",\"outcome\":\"SUCCESS\","
            + "\"account_id\":\"%s\"}")
        .formatted(id, at, account, account);
  }

  private static String message(String id, long at) {
    return "{\"event_id\":\"%s\",\"occurred_at\":%d,\"kind\":\"MESSAGE_SENT\",\"actor_id\":\"ada\"}"
        .formatted(id, at);
  }

  /** Many of one moment, some of one id and different content, and some that are no events. */
  private static List<Placed> lines(Random random, int count) {
    List<Placed> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long at = T + random.nextInt(40) * 1_000L;
      String id = "e" + random.nextInt(count);
      lines.add(
          switch (random.nextInt(12)) {
            case 0 -> new Placed("login", "nonsense");
            case 1 -> new Placed("login", login(id, at / 1_000, "ada"));
            case 2, 3, 4 -> new Placed("dm", message(id, at));
            default -> new Placed("login", login(id, at, "u" + random.nextInt(3)));
          });
    }
    lines.add(new Placed("login", login("stray", T + 900L * 86_400_000, "ada")));
    for (int i = 0; i < 40; i++) {
      lines.add(new Placed("login", login("last" + i, T + 50_000, "ada")));
    }
    return lines;
  }

  /** Deals lines out to files of their kind. */
  private static List<Path> write(List<Placed> lines, int files, Random random, Path folder)
      throws IOException {
    Map<Path, List<String>> byFile = new TreeMap<>();
    for (Placed each : lines) {
      Path file = folder.resolve(each.kind() + random.nextInt(files) + ".jsonl");
      byFile.computeIfAbsent(file, key -> new ArrayList<>()).add(each.line());
    }
    for (Map.Entry<Path, List<String>> file : byFile.entrySet()) {
      Files.write(file.getKey(), file.getValue(), StandardCharsets.UTF_8);
    }
    List<Path> all = new ArrayList<>(byFile.keySet());
    Collections.shuffle(all, random);
    return all;
  }

  /** What came out, and what is to be known of it. */
  private record Read(List<String> events, List<String> refused, Map<String, Long> unknown) {}

  private static Read read(List<Path> files, Limits limits, Span span) {
    Read read = new Read(new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
    try (SortFolder sorting = new SortFolder()) {
      MergedFiles merged =
          new MergedFiles(FilesInOrder.of(files, sorting, limits, words -> {}), span);
      while (merged.hasNext()) {
        Arrival arrival = merged.next();
        if (arrival instanceof Arrival.Unchecked event) {
          read.events().add(JsonRecords.write((SpecificRecordBase) event.event()));
        } else if (arrival instanceof Arrival.Refused refused) {
          read.refused().add(words(refused.letter()));
        }
      }
      merged.unknownValues().drainTo(read.unknown()::put);
    }
    Collections.sort(read.refused());
    return read;
  }

  /** All of a dead letter but where its record lay. */
  private static String words(DeadLetter letter) {
    String value = StandardCharsets.UTF_8.decode(letter.getValue().duplicate()).toString();
    return letter.getReason() + letter.getDetail() + value + letter.getFailedAt();
  }

  @Property(tries = 60)
  void theOrderOfRecordsAndFilesMakesNoDifference(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int files) throws IOException {
    Random random = new Random(seed);
    List<Placed> lines = lines(random, random.nextInt(120));
    Path folder = Folders.temporary("leakwatch-merged-files-test-");
    try {
      Path one = Files.createDirectory(folder.resolve("one"));
      Path other = Files.createDirectory(folder.resolve("other"));
      Read expected = read(write(lines, 1, random, one), Limits.USUAL, ALL);
      assertThat(expected.events()).hasSize(lines.size() - expected.refused().size());

      Collections.shuffle(lines, random);
      List<Path> shuffled = write(lines, files, random, other);

      assertThat(read(shuffled, Limits.USUAL, ALL)).isEqualTo(expected);
      assertThat(read(shuffled, TINY, ALL)).isEqualTo(expected);
    } finally {
      Folders.delete(folder);
    }
  }

  @Test
  void aStrayIsRefusedWhereverItStandsAndMovesNothingElse() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      lines.add(login("e" + i, T + i, "ada"));
    }
    lines.add(20, login("stray", T + 400L * 86_400_000, "ada"));
    Path file = Files.write(folder.resolve("login.jsonl"), lines);

    Span augustFirst = Span.between(Instant.ofEpochMilli(T), Instant.ofEpochMilli(T + 86_400_000));
    for (Span span : List.of(ALL, augustFirst)) {
      Read read = read(List.of(file), Limits.USUAL, span);

      assertThat(read.events()).hasSize(50);
      assertThat(read.refused())
          .singleElement()
          .asString()
          .startsWith(
              "ahead-of-timeoccurred_at is 2027-09-05T00:00:00Z, more than a year after all but a"
                  + " few records of the files, which end at 2026-08-01T00:00:00.049Z;");
    }
  }

  @Test
  void whatLiesOutsideTheSpanIsPassedOver() throws IOException {
    Path file =
        Files.write(
            folder.resolve("login.jsonl"),
            Stream.of(3, 1, 2, 0).map(i -> login("e" + i, T + i, "ada")).toList());

    Span span = Span.between(Instant.ofEpochMilli(T + 1), Instant.ofEpochMilli(T + 3));

    assertThat(read(List.of(file), Limits.USUAL, span).events())
        .satisfiesExactly(
            first -> assertThat(first).contains("\"e1\""),
            second -> assertThat(second).contains("\"e2\""));
  }

  @Test
  void aFileThatIsGivenTwiceIsReadTwice() throws IOException {
    Path file = Files.writeString(folder.resolve("login.jsonl"), login("a", T, "ada") + "\n");

    assertThat(read(List.of(file, file), Limits.USUAL, ALL).events()).hasSize(2);
    assertThat(read(List.of(file, file), TINY, ALL).events()).hasSize(2);
  }
}
