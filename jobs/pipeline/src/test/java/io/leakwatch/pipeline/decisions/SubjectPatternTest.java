package io.leakwatch.pipeline.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectPatternTest {

  @Property(tries = 5000)
  void fitsWhatTheSameRegularExpressionFits(
      @ForAll("patterns") String pattern, @ForAll("ids") String id) {
    String expression =
        Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));

    assertThat(SubjectPattern.of(pattern).fits(id))
        .isEqualTo(Pattern.compile(expression, Pattern.DOTALL).matcher(id).matches());
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.strings().withChars("ab**\n").ofMinLength(1).ofMaxLength(9);
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.strings().withChars("ab\n").ofMaxLength(12);
  }

  @ParameterizedTest
  @CsvSource({
    "svc-*, svc-backup, true",
    "svc-*, Svc-backup, false",
    "svc-*, xsvc-backup, false",
    "*@example.org, ann@example.org, true",
    "*@example.org, ann@example.org.evil, false",
    "a.c, abc, false",
    "*abab*, aabaabab, true",
    "*ab*ba*, aba, false",
    "*, anything, true",
  })
  void aStarStandsForAnyCharactersAndAllOthersForThemselves(
      String pattern, String id, boolean fits) {
    assertThat(SubjectPattern.of(pattern).fits(id)).isEqualTo(fits);
  }

  @Test
  void aHostilePatternOnAHostileIdTakesNoTime() {
    String stars = "*a".repeat(SubjectPattern.LONGEST / 2 - 1) + "*b";
    String near = "*" + "a".repeat(SubjectPattern.LONGEST - 3) + "b*";
    String id = "a".repeat(2_000_000);

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertThat(SubjectPattern.of(stars).fits(id)).isFalse();
          assertThat(SubjectPattern.of(near).fits(id)).isFalse();
          assertThat(SubjectPattern.of(near).fits(id + "b")).isTrue();
        });
  }

  @Test
  void anEmptyOneAndALongOneAreRefused() {
    assertThat(SubjectPattern.of("x".repeat(256)).fits("x".repeat(256))).isTrue();
    assertThatThrownBy(() -> SubjectPattern.of("x".repeat(257)))
        .hasMessage("subject has 257 characters; it must have 1 to 256");
    assertThatThrownBy(() -> SubjectPattern.of(""))
        .hasMessage("subject has 0 characters; it must have 1 to 256");
  }
}
