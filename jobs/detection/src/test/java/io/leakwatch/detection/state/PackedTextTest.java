package io.leakwatch.detection.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackedTextTest {

  private static byte[] bytes(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PackedText.write(text, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static String read(byte... bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      String text = PackedText.read(in);
      assertThat(in.available()).isZero();
      return text;
    }
  }

  /** Any text, and ids of the kinds that are packed, or nearly are. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings(),
        Arbitraries.strings().ascii().ofMaxLength(200),
        Arbitraries.strings().withChars("0123456789abcdef").ofMaxLength(100),
        Arbitraries.strings().withChars("0123456789abcdefABCDEF-").ofLength(36),
        Arbitraries.create(UUID::randomUUID).map(UUID::toString));
  }

  @Property
  void aTextIsReadAsItWasWritten(@ForAll("texts") String text) throws IOException {
    assertThat(read(bytes(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1c0f7d5e-9c1a-4b2b-8d4e-5f6a7b8c9d0e, 17",
    "e0123456789abcdef, 10",
    "10000019, 5",
    "u10000019, 10",
    "203.0.113.7, 12",
    "münchen, 11"
  })
  void idsTakeFewBytes(String text, int bytes) throws IOException {
    assertThat(bytes(text)).hasSize(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "1C0F7D5E-9C1A-4B2B-8D4E-5F6A7B8C9D0E",
        "1c0f7d5e-9c1a-4b2b-8d4e-5f6a7b8c9d0-",
        "1c0f7d5e-9c1a-4b2b-8d4e-5f6a7b8c9d0g",
        "1c0f7d5e9c1a4b2b8d4e5f6a7b8c9d0e1234"
      })
  void whatLooksLikeAnIdStaysAsItIs(String text) throws IOException {
    assertThat(read(bytes(text))).isEqualTo(text);
  }

  @Test
  void lengthsThatNoTextHasAreCorrupt() {
    byte[] long65536 = {(byte) 0x81, (byte) 0x80, 0x10};

    assertThatThrownBy(() -> read(long65536))
        .isInstanceOf(IOException.class)
        .hasMessage("a text of 65536 characters: the state is corrupt");
  }
}
