package io.leakwatch.detection.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTest {

  private static final Set<Byte> HIDDEN =
      Set.of(
          Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE);

  @ParameterizedTest
  @CsvSource({
    "0000",
    "0007",
    "0008",
    "0009",
    "000a",
    "000d",
    "001b",
    "007f",
    "0085",
    "009b", // controls
    "00ad",
    "061c",
    "200b",
    "200d",
    "200e",
    "202e",
    "2066",
    "2069",
    "feff", // format characters
    "2028",
    "2029", // separators
    "d800",
    "dbff",
    "dc00",
    "dfff" // halves of pairs
  })
  void whatNobodySeesIsMadeVisible(String hex) {
    String raw = "a" + (char) Integer.parseInt(hex, 16) + "b";

    assertThat(Shown.text(raw)).isEqualTo("a\\u" + hex + "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "u17", "a b", "élan", "Ωμέγα", "名前", "مرحبا", "😀", "C:\\u", "2001:db8::/64"})
  void everythingElseStays(String raw) {
    assertThat(Shown.text(raw)).isEqualTo(raw);
  }

  @Test
  void aHiddenCharacterOfTwoUnitsIsShownAsTwo() {
    assertThat(Shown.text("a\udb40\udc41b")).isEqualTo("a\\udb40\\udc41b");
  }

  @Test
  void anEscapeSequenceIsTextThatNoTerminalObeys() {
    assertThat(Shown.text("\u001b[2J\r\nroot\0")).isEqualTo("\\u001b[2J\\u000d\\u000aroot\\u0000");
  }

  @Test
  void noCharacterThereIsStaysHidden() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      String raw = "x" + Character.toString(point) + "y";
      String shown = Shown.text(raw);

      if (HIDDEN.contains((byte) Character.getType(point))) {
        assertThat(shown).matches("x(\\\\u[0-9a-f]{4}){1,2}y");
      } else {
        assertThat(shown).isEqualTo(raw);
      }
    }
  }
}
