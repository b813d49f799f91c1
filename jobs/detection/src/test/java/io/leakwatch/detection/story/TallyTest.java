package io.leakwatch.detection.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.schemas.DataClass;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a story counts beside accounts. */
class TallyTest {

  private static final long T = 1_767_225_600_000L;
  private static final Duration LIFE = Duration.ofHours(3);
  private static final long HOUR = 3_600_000;

  private final Story story = new Story(LIFE);
  private final Tally tally = new Tally(story, 3);
  private final RecordsByClass records = new RecordsByClass(story);

  private void begin() {
    story.begin(T, T, 1, List.of());
    tally.begin();
    records.begin();
  }

  @Test
  void nothingIsCountedBeforeTheStoryBeginsNorAfterItsEnd() {
    tally.add("early", T, 0);
    assertThat(tally.endsAt()).isEqualTo(StatePart.NEVER);
    begin();
    tally.add("c1", T + 1, 0);
    tally.add("late", T + LIFE.toMillis() + 1, 0);

    assertThat(tally.count()).isEqualTo(1);
    assertThat(tally.names()).containsExactly("c1");
    assertThat(tally.endsAt()).isEqualTo(story.endsAt());
  }

  @Test
  void whatTheWindowHeldCountsWithItsMarksAndIsNeverForgotten() {
    DistinctWithin window = new DistinctWithin(Duration.ofHours(1), 4, 64);
    window.add(Hashes.of("a"), T, 1);
    window.add(Hashes.of("b"), T, 2);
    window.add(Hashes.of("left out"), T, 4);
    story.begin(T, T, 3, List.of());
    tally.begin(window, T, (times, marks) -> marks != 4, List.of("a", "b"));
    story.reported(T + 2 * HOUR);
    tally.add("a", T + 2 * HOUR, 2);

    assertThat(tally.count()).isEqualTo(2);
    assertThat(tally.count((times, marks) -> (marks & 2) != 0)).isEqualTo(2);
    assertThat(tally.inWords("object")).isEqualTo("2 objects");
  }

  @Test
  void aSecondStoryBeginsAnew() {
    begin();
    tally.add("c1", T, 0);
    records.left(5, DataClasses.of(DataClass.EMAIL));
    begin();

    assertThat(tally.count()).isZero();
    assertThat(records.inWords()).isEmpty();
  }

  @Test
  void moreThanIsFollowedIsAnEstimate() {
    begin();
    for (int i = 0; i < 3000; i++) {
      tally.add("c" + i, T, 0);
    }

    assertThat(tally.isExact()).isFalse();
    assertThat(tally.inWords("conversation")).startsWith("about ");
    assertThat(tally.count()).isBetween(2600L, 3400L);
    assertThat(tally.names()).containsExactly("c2997", "c2998", "c2999");
  }

  @Test
  void recordsAreSaidByClassWhereClassesDiffer() {
    begin();
    records.left(120, DataClasses.of(DataClass.EMAIL));
    assertThat(records.words(120)).isEqualTo(" with e-mail addresses");

    records.left(1, DataClasses.of(DataClass.EMAIL, DataClass.PHONE));
    assertThat(records.words(121))
        .isEqualTo(" (121 in answers with e-mail addresses and 1 with phone numbers)");
  }

  @Test
  void whatIsStoredIsTakenOver() throws IOException {
    begin();
    tally.add("c1", T, 3);
    records.left(7, DataClasses.of(DataClass.LOCATION));
    Tally restored = new Tally(story, 3);
    restored.read(stored(tally));
    RecordsByClass restoredRecords = new RecordsByClass(story);
    restoredRecords.read(stored(records));

    assertThat(restored.count((times, marks) -> marks == 3)).isEqualTo(1);
    assertThat(restored.names()).containsExactly("c1");
    assertThat(restoredRecords.inWords()).containsEntry("locations", 7L).hasSize(1);
  }

  private static DataInputStream stored(StatePart part) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    part.write(new DataOutputStream(bytes));
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }
}
