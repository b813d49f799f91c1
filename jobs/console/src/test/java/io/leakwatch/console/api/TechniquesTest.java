package io.leakwatch.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.console.api.Techniques.Technique;
import io.leakwatch.detectors.Detectors;
import org.junit.jupiter.api.Test;

class TechniquesTest {

  @Test
  void whatOurDetectorsFindHasANameAndAPage() {
    assertThat(Detectors.ALL.stream().flatMap(type -> type.profile().attack().stream()).distinct())
        .isNotEmpty()
        .allSatisfy(
            id -> {
              assertThat(Techniques.of(id).name()).isNotEqualTo(id);
              assertThat(Techniques.of(id).url()).isNotNull();
            });
  }

  @Test
  void aSubTechniqueIsBelowItsTechnique() {
    assertThat(Techniques.of("T1110.004"))
        .isEqualTo(
            new Technique(
                "T1110.004",
                "Brute Force: Credential Stuffing",
                "https://attack.mitre.org/techniques/T1110/004/"));
  }

  @Test
  void whatIsNoTechniqueHasNoPage() {
    assertThat(Techniques.of("javascript:1"))
        .isEqualTo(new Technique("javascript:1", "javascript:1", null));
  }
}
