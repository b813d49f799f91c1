package io.leakwatch.workbench.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.workbench.importing.web.WebPaths;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page about importing shows what holds. */
class ImportPageTest {

  @Test
  void thePageShowsTheDefaultPaths() throws IOException {
    Path page = Path.of(System.getProperty("leakwatch.root", "."), "docs", "import.md");
    try (InputStream paths = WebPaths.class.getResourceAsStream("paths.yaml")) {
      assertThat(Files.readString(page))
          .contains(
              "```yaml\n" + new String(paths.readAllBytes(), StandardCharsets.UTF_8) + "```\n");
    }
  }
}
