package io.leakwatch.pipeline.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountNamesTest {

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {"-", "unknown", "UNKNOWN", "not available", " Not Available ", "  ", "\t"})
  void wordsForNoNameNameNobody(String written) {
    assertThat(AccountNames.USUAL.of(written)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ada", "Ada", "root", "nobody", "unknown1", "-u", "unknown person", " ada", "١"})
  void otherNamesStayAsTheyAre(String written) {
    assertThat(AccountNames.USUAL.of(written)).isSameAs(written);
  }

  @Test
  void mailAddressesAreTheSameInAnyCase() {
    String lower = "ada@example.org";
    assertThat(AccountNames.USUAL.of(lower)).isSameAs(lower);
    assertThat(AccountNames.USUAL.of("Ada@Example.ORG")).isEqualTo(lower);
    assertThat(AccountNames.USUAL.of("ÄDA@Example.org")).isEqualTo("äda@example.org");
    assertThat(AccountNames.USUAL.ofTarget("Ada@Example.ORG")).isEqualTo(lower);
    assertThat(AccountNames.USUAL.ofTarget("-")).isEqualTo("-");
    assertThat(AccountNames.USUAL.ofTarget(null)).isNull();
  }

  @Test
  void bothCanBeSetOtherwise() {
    AccountNames own = new AccountNames(List.of("Gast"), false);
    assertThat(own.of("gast")).isNull();
    assertThat(own.of("unknown")).isEqualTo("unknown");
    assertThat(own.of("Ada@Example.org")).isEqualTo("Ada@Example.org");
    assertThat(new AccountNames(List.of(), true).of("-")).isEqualTo("-");
  }

  @Property
  void foldingIsDoneOnceAndMakesNoNameLonger(@ForAll String begin, @ForAll String end) {
    String written = begin + "@" + end;
    String name = AccountNames.USUAL.of(written);
    assertThat(name).hasSameSizeAs(written);
    assertThat(AccountNames.USUAL.of(name)).isEqualTo(name);
  }

  @Property
  void theCaseOfLettersDoesNotMatter(@ForAll String begin) {
    String mail = begin.replaceAll("[^a-zA-Z0-9]", "") + "@example.org";
    assertThat(AccountNames.USUAL.of(mail.toUpperCase(Locale.ROOT)))
        .isEqualTo(AccountNames.USUAL.of(mail));
  }
}
