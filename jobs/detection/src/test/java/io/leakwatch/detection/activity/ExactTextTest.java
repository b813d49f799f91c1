package io.leakwatch.detection.activity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactTextTest {

  /** Whole characters, parts of some, and what escapes are made of. */
  private static final List<String> PARTS =
      List.of(
          "78", "46", "30", "efbfbd", "ef", "bf", "bd", "ff", "c080", "eda0bd", "edb880", "e282");

  private static String of(byte[] bytes) {
    return ExactText.of(bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @CsvSource({
    "616461, ada",
    "c3a4f09f9880, ä😀",
    "61ff, a�xFF",
    "c080, �xC0�x80",
    "eda0bd, �xED�xA0�xBD",
    "eda0bdedb880, �xED�xA0�xBD�xED�xB8�x80",
    "f4908080, �xF4�x90�x80�x80",
    "e28261, �xE2�x82a",
    "efbfbd, �",
    "efbfbd61, �a",
    "efbfbd784646, �xEF�xBF�xBDxFF",
    "efbfbdff, ��xFF",
    "efbfbf, \uFFFF",
  })
  void bytesThatAreNoUtf8AreShown(String hex, String expected) {
    assertThat(of(HexFormat.of().parseHex(hex))).isEqualTo(expected);
  }

  @Test
  void differentBytesAreDifferentTextsThatCanBeWritten() {
    Random random = new Random(7);
    Map<String, String> seen = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      ByteArrayOutputStream made = new ByteArrayOutputStream();
      for (int n = random.nextInt(6); n >= 0; n--) {
        made.writeBytes(HexFormat.of().parseHex(PARTS.get(random.nextInt(PARTS.size()))));
      }
      byte[] bytes = made.toByteArray();

      String text = of(bytes);

      String hex = HexFormat.of().formatHex(bytes);
      assertThat(seen.merge(text, hex, (first, again) -> first)).as(text).isEqualTo(hex);
      assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text);
    }
    assertThat(seen).hasSizeGreaterThan(40_000);
  }

  @Test
  void aTextThatWasNotReadFromBytesIsTheSameAsOneThatWas() {
    assertThat(ExactText.of("a\uD83D")).isEqualTo(of(HexFormat.of().parseHex("61eda0bd")));
    assertThat(ExactText.of("\uFFFDxFF")).isEqualTo(of(HexFormat.of().parseHex("efbfbd784646")));
    assertThat(ExactText.of("\uFFFDxF")).isEqualTo("\uFFFDxF");
    assertThat(ExactText.ofHalves("\uFFFDxFF\uDE00"))
        .isEqualTo("\uFFFDxFF\uFFFDxED\uFFFDxB8\uFFFDx80");
  }
}
