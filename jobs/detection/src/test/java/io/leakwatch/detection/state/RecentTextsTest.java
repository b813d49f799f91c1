package io.leakwatch.detection.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RecentTextsTest {

  private static final Duration LIFE = Duration.ofMillis(100);

  private static RecentTexts texts() {
    return new RecentTexts(3, LIFE);
  }

  @Test
  void theLastFewDistinctOnesAreKeptOldestFirst() {
    RecentTexts texts = texts();
    List.of("a", "b", "a", "c", "d").forEach(text -> texts.add(text, 1));

    assertThat(texts.list(1)).containsExactly("a", "c", "d");
  }

  @Test
  void eachIsForgottenOnItsOwn() {
    RecentTexts texts = texts();
    texts.add("a", 0);
    texts.add("b", 50);

    assertThat(texts.list(100)).containsExactly("a", "b");
    assertThat(texts.list(101)).containsExactly("b");
    assertThat(texts.list(151)).isEmpty();
    assertThat(texts.endsAt()).isEqualTo(150);
  }

  @Test
  void aStragglerDoesNotShortenWhatIsRemembered() {
    RecentTexts texts = texts();
    texts.add("a", 100);
    texts.add("a", 20);

    assertThat(texts.list(200)).containsExactly("a");
    assertThat(texts.endsAt()).isEqualTo(200);
  }

  @Test
  void aLongTextIsCutAndNullIsNothing() {
    RecentTexts texts = texts();
    texts.add(null, 0);
    assertThat(texts.endsAt()).isEqualTo(StatePart.NEVER);
    texts.add("x".repeat(RecentTexts.LONGEST) + "y", 0);
    texts.add("x".repeat(RecentTexts.LONGEST) + "z", 0);

    assertThat(texts.list(0)).containsExactly("x".repeat(RecentTexts.LONGEST));
  }

  @Test
  void ofLongTextsFewerAreKept() {
    RecentTexts texts = new RecentTexts(20, LIFE);
    for (int i = 10; i < 50; i++) {
      texts.add(i + "鍵".repeat(500), 0);
    }
    assertThat(texts.list(0)).hasSize(2).allMatch(text -> text.length() == RecentTexts.LONGEST);

    for (int i = 10; i < 50; i++) {
      texts.add(i + "-f3b1-4d5e-9c1a-0a2b3c4d5e6f7a8b9", 0);
    }
    assertThat(texts.list(0)).hasSize(20);
  }

  @Test
  void theNewestIsKeptHoweverLongItIs() {
    RecentTexts texts = new RecentTexts(1, LIFE);
    texts.add("鍵".repeat(500), 0);

    assertThat(texts.list(0)).containsExactly("鍵".repeat(RecentTexts.LONGEST));
  }

  @Property
  void itIsBoundedAndGivesTheSameAnswersOnceItWasStored(
      @ForAll @Size(max = 12) List<String> names,
      @ForAll @Size(value = 12) List<@LongRange(min = -300, max = 300) Long> times,
      @ForAll @LongRange(min = -300, max = 500) long now) {
    RecentTexts texts = texts();
    for (int i = 0; i < names.size(); i++) {
      texts.add(names.get(i), times.get(i));
    }

    RecentTexts read = Stored.into(texts(), texts);

    assertThat(texts.list(now)).hasSizeLessThanOrEqualTo(3).doesNotHaveDuplicates();
    assertThat(texts.list(now)).allMatch(text -> text.length() <= RecentTexts.LONGEST);
    assertThat(read.list(now)).isEqualTo(texts.list(now));
    assertThat(read.endsAt()).isEqualTo(texts.endsAt());
  }
}
